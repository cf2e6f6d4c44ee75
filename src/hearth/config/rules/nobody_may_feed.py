"""H315, nobody-may-feed."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H315", "nobody-may-feed", Severity.WARNING)
def nobody_may_feed(subject: Subject) -> Iterator[Hit]:
    """
    H315 nobody-may-feed: EMMs are wanted, and nobody may send them.

    ## What it finds
    `DISABLE EMM : no` in a file in which every account has allowemm 0.

    ## Why it matters
    By EMMs a subscription is renewed. They would be passed on, but no account may
    send one, so the card gets none through Hearth.

    ## Example
    ```
    DISABLE EMM : no  # warning: [H315]
    C: card.home.lan 12000 hearth secret
    F: kids secret1 0 0 0
    ```
    """
    for problem in subject.of(Trouble.NOBODY_MAY_FEED):
        yield Hit(
            problem.span,
            "EMMs are to be passed on, but no account may send them",
            "Give one account allowemm 1, the third number of its F: line.",
        )
