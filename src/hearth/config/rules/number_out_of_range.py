"""H206, number-out-of-range."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H206", "number-out-of-range", Severity.ERROR)
def number_out_of_range(subject: Subject) -> Iterator[Hit]:
    """
    H206 number-out-of-range: a number that a directive does not take.

    ## What it finds
    A value that is no whole number, or one outside of the directive's range.

    ## Why it matters
    Its default stays in force.

    ## Example
    ```
    # note: [H401]
    DEBUG LEVEL : 99  # error: [H206]
    ```
    """
    for problem in subject.of(Trouble.NUMBER_OUT_OF_RANGE):
        yield Hit(
            problem.span,
            f"{problem.what} takes a whole number from {problem.allowed}",
            "Write a number in that range, without a unit.",
        )
