"""H115, line-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H115", "line-too-long", Severity.ERROR)
def line_too_long(subject: Subject) -> Iterator[Hit]:
    """
    H115 line-too-long: a line of more than 8192 characters.

    ## What it finds
    A line longer than any that is meant.

    ## Why it matters
    It is kept in the file, but not read. Mostly such a file is something else, a
    picture or a backup.

    ## Example
    ```
    <a x 8193>  # error: [H115]
    ```
    """
    for problem in subject.of(Trouble.LINE_TOO_LONG):
        yield Hit(
            problem.span,
            "this line is too long to be read",
            "Divide it, or see whether this is the right file.",
        )
