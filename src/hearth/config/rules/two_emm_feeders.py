"""H316, two-emm-feeders."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity


@rule("H316", "two-emm-feeders", Severity.NOTE)
def two_emm_feeders(subject: Subject) -> Iterator[Hit]:
    """
    H316 two-emm-feeders: several receivers feed the card.

    ## What it finds
    `DISABLE EMM : no` in a file in which two accounts or more may send EMMs, which
    is the default of an F: line.

    ## Why it matters
    One source is enough for a card. Several send it the same EMMs again and again,
    and some cards then refuse them.

    ## Example
    ```
    DISABLE EMM : no
    C: card.home.lan 12000 hearth secret
    F: livingroom secret1
    F: kids secret2  # note: [H316]
    F: study secret3 0 0 0
    ```
    """
    for problem in subject.of(Trouble.TWO_EMM_FEEDERS):
        yield Hit(
            problem.span,
            f"{problem.allowed} accounts may send EMMs: {shown(problem.what)}",
            "Leave allowemm 1 to the receiver that is on most, and give the others 0.",
        )
