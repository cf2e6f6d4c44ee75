"""H102, unreadable-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H102", "unreadable-line", Severity.WARNING)
def unreadable_line(subject: Subject) -> Iterator[Hit]:
    """
    H102 unreadable-line: a line that is nothing of this language.

    ## What it finds
    Text without a colon that is neither a directive nor a comment.

    ## Why it matters
    The line does nothing; perhaps it was a comment that lost its `#`, or it belongs
    to another program's file.

    ## Example
    ```
    these are the receivers of our home  # warning: [H102]
    F: kids secret
    ```
    """
    for problem in subject.of(Trouble.UNREADABLE_LINE):
        yield Hit(
            problem.span,
            "this is neither a line like C: or F: nor a directive",
            "Put a # before it if it is a comment; otherwise remove it.",
        )
