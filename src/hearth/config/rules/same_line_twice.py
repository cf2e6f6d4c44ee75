"""H311, same-line-twice."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H311", "same-line-twice", Severity.WARNING)
def same_line_twice(subject: Subject) -> Iterator[Hit]:
    """
    H311 same-line-twice: one line twice.

    ## What it finds
    A line with the host, the port and the user name of an earlier one.

    ## Why it matters
    A server takes each user once. The second log-in is refused or throws the first
    one out, and both come again every few seconds.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret
    C: card.home.lan 12000 hearth secret  # warning: [H311]
    ```
    """
    for problem in subject.of(Trouble.SAME_LINE_TWICE):
        yield Hit(
            problem.span,
            f"line {problem.allowed} goes to the same server as the same user",
            "Remove one of them.",
        )
