"""H906, far-cards."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H906", "far-cards", Severity.NOTE)
def far_cards(subject: Subject) -> Iterator[Hit]:
    """
    H906 far-cards: cards that are too far away.

    ## What it finds
    More than 2 hops in the braces of a C: line.

    ## Why it matters
    A home's own card is in the server that the line leads to, or in one more server
    of the house. Hearth takes none that is further away, whatever is written.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret no { 0:0:5 }  # note: [H906]
    ```
    """
    for problem in subject.of(Trouble.FAR_CARDS):
        yield Hit(
            problem.span,
            "Hearth takes cards at 1 or 2 hops alone: the home's own",
            "Write 1 for a card in that very server, 2 for one server more.",
        )
