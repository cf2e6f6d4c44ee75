"""H404, two-numbers."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H404", "two-numbers", Severity.NOTE)
def two_numbers(subject: Subject) -> Iterator[Hit]:
    """
    H404 two-numbers: an F: line with two numbers, which have two readings.

    ## What it finds
    Two numbers and no braces. Hearth reads them as the original does: uphops and
    shareemus.

    ## Why it matters
    Web pages say that the second number is downhops. At Hearth that makes no
    difference, because every card ends at the receiver.

    ## Example
    ```
    F: kids secret 1 0  # note: [H404]
    ```
    """
    for problem in subject.of(Trouble.TWO_NUMBERS):
        yield Hit(
            problem.span,
            "read as uphops and shareemus; web pages read the second as downhops",
            "Write the third number, allowemm, too, and there is one reading.",
        )
