"""H907, no-reshare."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H907", "no-reshare", Severity.NOTE)
def no_reshare(subject: Subject) -> Iterator[Hit]:
    """
    H907 no-reshare: downhops that lead nowhere.

    ## What it finds
    More than 1 downhop in the braces of an F: line or of GLOBAL LIMITS.

    ## Why it matters
    Every card ends at the receiver: Hearth announces it so that it is not passed
    on. More than 1 is the same as 1.

    ## Example
    ```
    F: kids secret 0 0 1 { 0:0:3 }  # note: [H907]
    ```
    """
    for problem in subject.of(Trouble.NO_RESHARE):
        yield Hit(
            problem.span,
            "Hearth gives cards to the receiver alone, so this is the same as 1",
            "Write 1.",
        )
