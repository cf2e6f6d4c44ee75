"""Tables as CCcam draws them: ``+---+`` rules, ``|`` between the cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

MAX_CELL: Final = 64  # characters; what somebody else chose is cut


class Column(NamedTuple):
    """
    A column.

    Attributes:
        title: In the header, with the blanks that CCcam has there.
        is_right: Whether values are at the right.
        under: What the second row of the header says.

    """

    title: str
    is_right: bool = False
    under: str = ""


def cell(text: str) -> str:
    """
    Make a text fit for a cell: one line, no pipe, nothing that moves a cursor.

    Readers split a row at its pipes, and know nothing of quoting.
    """
    fit = (c if c.isprintable() else "?" for c in text[:MAX_CELL])
    return "".join(fit).replace("|", "/")


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> list[str]:
    """
    Draw a table.

    Args:
        columns: Its header.
        rows: Their values, as many as there are columns; not yet fit for cells.

    """
    body = [[cell(value) for value in row] for row in rows]
    titles = [column.title for column in columns]
    unders = [column.under for column in columns]
    widths = [max(map(len, values)) for values in zip(titles, *body, strict=True)]
    rule = "+".join(["", *("-" * width for width in widths), ""])
    lines = [rule, _row(titles, widths, columns, is_header=True)]
    if any(unders):
        lines.append(_row(unders, widths, columns, is_header=True))
    lines.append(rule)
    lines += [_row(row, widths, columns) for row in body]
    lines.append(rule)
    return lines


def _row(
    values: Sequence[str],
    widths: Sequence[int],
    columns: Sequence[Column],
    *,
    is_header: bool = False,
) -> str:
    cells = [
        value.rjust(width) if column.is_right and not is_header else value.ljust(width)
        for value, width, column in zip(values, widths, columns, strict=True)
    ]
    return "|".join(["", *cells, ""])
