"""H503, reused-password."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H503", "reused-password", Severity.NOTE)
def reused_password(subject: Subject) -> Iterator[Hit]:
    """
    H503 reused-password: one password for two.

    ## What it finds
    A password of an F: line, of WEBINFO or of TELNETINFO that an earlier one has
    already.

    ## Why it matters
    Who gets at the one box has the log-in of the other, too; and to change it, both
    have to be changed.

    ## Example
    ```
    F: kids secret
    F: study secret  # note: [H503]
    ```
    """
    for problem in subject.of(Trouble.REUSED_PASSWORD):
        yield Hit(
            problem.span,
            f"line {problem.allowed} has the same password",
            "Give each receiver its own.",
        )
