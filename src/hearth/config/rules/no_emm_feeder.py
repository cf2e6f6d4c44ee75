"""H314, no-emm-feeder."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H314", "no-emm-feeder", Severity.NOTE)
def no_emm_feeder(subject: Subject) -> Iterator[Hit]:
    """
    H314 no-emm-feeder: no receiver may feed the card.

    ## What it finds
    `DISABLE EMM : yes` in a file with accounts: Hearth passes no EMMs on.

    ## Why it matters
    By EMMs a subscription is renewed. If every box of a home keeps them to itself,
    the card loses its entitlements after some weeks. Fine if OSCam gets them where
    the card is; a home needs exactly one source.

    ## Example
    ```
    DISABLE EMM : yes  # note: [H314]
    C: card.home.lan 12000 hearth secret
    F: kids secret1
    ```
    """
    for problem in subject.of(Trouble.NO_EMM_FEEDER):
        yield Hit(
            problem.span,
            "no receiver feeds the card with EMMs through Hearth",
            "See that OSCam has another source, or write no and let one account feed.",
        )
