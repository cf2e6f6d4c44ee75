"""H310, takes-no-card."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H310", "takes-no-card", Severity.WARNING)
def takes_no_card(subject: Subject) -> Iterator[Hit]:
    """
    H310 takes-no-card: a line from which no card is taken.

    ## What it finds
    Braces of a C: line that take all cards at 0 hops and no card more.

    ## Why it matters
    In the braces of a C: line a card in that very server has 1 hop, so at 0 hops
    there is none: the line connects and is never asked.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret no { 0:0:0 }  # warning: [H310]
    C: spare.home.lan 12000 hearth secret no { 0:0:1 }
    ```
    """
    for problem in subject.of(Trouble.TAKES_NO_CARD):
        yield Hit(
            problem.span,
            "at 0 hops there is no card: nothing is taken from this line",
            "Write { 0:0:1 } for the cards in that very server, or remove the braces.",
            Fix("Take its own cards", (Edit(problem.span, "{ 0:0:1 }"),), safe=False),
        )
