"""H303, given-twice."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H303", "given-twice", Severity.WARNING)
def given_twice(subject: Subject) -> Iterator[Hit]:
    """
    H303 given-twice: a directive that stands in the file twice.

    ## What it finds
    A directive that an earlier line has already given, or a second B: line for one
    card reader. The last one that can be used counts.

    ## Why it matters
    Only one of them can hold, and who changes the other one changes nothing.

    ## Example
    ```
    SERVER LISTEN PORT : 12000
    SERVER LISTEN PORT : 12001  # warning: [H303]
    ```
    """
    for problem in subject.of(Trouble.GIVEN_TWICE):
        yield Hit(
            problem.span,
            f"line {problem.allowed} gives {problem.what} too; the last one counts",
            "Keep one of them.",
        )
