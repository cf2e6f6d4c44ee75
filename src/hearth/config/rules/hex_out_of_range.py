"""H204, hex-out-of-range."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H204", "hex-out-of-range", Severity.ERROR)
def hex_out_of_range(subject: Subject) -> Iterator[Hit]:
    """
    H204 hex-out-of-range: a CAID, provider or channel that cannot be.

    ## What it finds
    A CAID or a service id above FFFF, or a provider id above FFFFFF.

    ## Why it matters
    No card has such a number, so the limit would be about nothing. Often a digit
    was typed twice, or two items lost their comma.

    ## Example
    ```
    F: kids secret 0 0 1 { 10100:000080:1 }  # error: [H204]
    ```
    """
    for problem in subject.of(Trouble.HEX_OUT_OF_RANGE):
        yield Hit(
            problem.span,
            f"the {problem.what} is not from {problem.allowed}",
            "Count its digits: a CAID has four, a provider id six, a service id four.",
        )
