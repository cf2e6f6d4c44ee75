"""H113, invisible-character."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity, Span


@rule("H113", "invisible-character", Severity.WARNING)
def invisible_character(subject: Subject) -> Iterator[Hit]:
    r"""
    H113 invisible-character: a character that cannot be seen.

    ## What it finds
    A no-break space, a zero-width character or a control character outside of
    comments. Text that was copied from a web page has them.

    ## Why it matters
    It is part of the field that it touches, so a host is not found or a log-in
    fails although the line looks right.

    ## Example
    ```
    C:\xa0card.home.lan 12000 hearth secret  # warning: [H113]
    ```
    """
    for statement in subject.statements:
        content = statement.content
        at = _first_invisible(content.text)
        if at is None:
            continue
        column = content.column + at
        yield Hit(
            Span(content.line, column, content.line, column + 1),
            "here is a character that cannot be seen",
            "Delete it, or type a blank in its place.",
        )


def _first_invisible(text: str) -> int | None:
    if text.isprintable():
        return None
    unseen = (at for at, c in enumerate(text) if not c.isprintable() and c != "\t")
    return next(unseen, None)
