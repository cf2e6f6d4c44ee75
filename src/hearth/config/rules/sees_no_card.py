"""H308, sees-no-card."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Edit, Fix, Severity


@rule("H308", "sees-no-card", Severity.WARNING)
def sees_no_card(subject: Subject) -> Iterator[Hit]:
    """
    H308 sees-no-card: an account that can see no card at all.

    ## What it finds
    Braces of an F: line, or of GLOBAL LIMITS, that give all cards 0 downhops and no
    card more.

    ## Why it matters
    0 downhops means: not given. `{ 0:0:0 }`, which many pages show, is the limit
    for all cards, so this receiver stays black.

    ## Example
    ```
    F: kids secret1 5 0 1 { 0:0:0 }  # warning: [H308]
    F: guests secret2 5 0 1 { 0:0:0, 0100:000080:1 }
    ```
    """
    for problem in subject.of(Trouble.SEES_NO_CARD):
        who = (
            "accounts without braces of their own get"
            if problem.what == "GLOBAL LIMITS"
            else f"{shown(problem.what)!r} gets"
        )
        yield Hit(
            problem.span,
            f"0 downhops for all cards: {who} no card at all",
            "Write { 0:0:1 } for all cards, for this receiver alone.",
            Fix("Give all cards", (Edit(problem.span, "{ 0:0:1 }"),), safe=False),
        )
