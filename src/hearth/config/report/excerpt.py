"""
A line of a file with a mark below it, as wide as a terminal has room for.

Tabs become blanks, wide characters count twice, and what cannot be seen gets
a sign, so that the mark stands under the very characters.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final, NamedTuple

TAB: Final = 4  # columns; a real tab would not be counted from the gutter
UNSEEN: Final = "\N{REPLACEMENT CHARACTER}"
CUT: Final = "..."
BEFORE: Final = 3  # a third of the room is left of the mark, if it has to be cut


class Excerpt(NamedTuple):
    """
    Two lines of text.

    Attributes:
        line: The line, or the part of it around the mark.
        mark: Blanks, and then the mark.

    """

    line: str
    mark: str


def excerpt(text: str, begin: int, end: int, room: int) -> Excerpt:
    """
    Cut out what is to be shown of a line.

    Args:
        text: The line, without secrets.
        begin: The first character that is marked, from 0.
        end: The one after the last; a point is marked by one sign.
        room: How many columns there are.

    """
    if begin < len(text) <= room and text.isascii() and text.isprintable():
        marked = max(1, min(end, len(text)) - begin)  # as nearly always
        return Excerpt(text.rstrip(), " " * begin + "^" * marked)
    cells = _cells(text if begin < len(text) else f"{text} ")
    # Where each character begins, and where the line ends.
    edges = list(accumulate((width for _, width in cells), initial=0))
    first, last = _window(edges, begin, max(end, begin + 1), room)
    shown = "".join(cell for cell, _ in cells[first:last])
    left = CUT if first else ""
    right = CUT if last < len(cells) else ""
    before = len(left) + edges[begin] - edges[first]
    marked = max(1, edges[max(begin, min(end, last))] - edges[begin])
    mark = " " * before + "^" * min(marked, room - before)
    return Excerpt(f"{left}{shown}{right}".rstrip(), mark)


def _cells(text: str) -> list[tuple[str, int]]:
    """Give what is shown of each character, with its columns."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    from unicodedata import combining, east_asian_width  # late: few lines need it

    cells: list[tuple[str, int]] = []
    column = 0
    for character in text:
        if character == "\t":
            size = TAB - column % TAB
            cell = (" " * size, size)
        elif not character.isprintable():
            cell = (UNSEEN, 1)
        elif combining(character):
            cell = (character, 0)
        else:
            cell = (character, 2 if east_asian_width(character) in "WF" else 1)
        cells.append(cell)
        column += cell[1]
    return cells


def _window(edges: list[int], begin: int, end: int, room: int) -> tuple[int, int]:
    """Choose the characters to show: from and to, the beginning of the mark in it."""
    size = len(edges) - 1
    if edges[-1] <= room:
        return 0, size
    room = max(room - 2 * len(CUT), 1)
    marked = min(edges[end] - edges[begin], room)
    left = room - marked if edges[-1] - edges[begin] <= room else room // BEFORE
    left = max(min(left, room - marked), 0)
    first = begin
    while first > 0 and edges[begin] - edges[first - 1] <= left:
        first -= 1
    last = first
    while last < size and edges[last + 1] - edges[first] <= room:
        last += 1
    return first, max(last, min(begin + 1, size))
