"""H317, hops-read-as-caid."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H317", "hops-read-as-caid", Severity.WARNING)
def hops_read_as_caid(subject: Subject) -> Iterator[Hit]:
    """
    H317 hops-read-as-caid: hops that are read as a CA system.

    ## What it finds
    An item like `2:2:2` in braces that list cards, with a CAID that no CA system
    has.

    ## Why it matters
    Pages use braces for three settings of hops. In the original's form they list
    cards: `2:2:2` is CAID 0002, provider 000002 with 2 hops, a card that does not
    exist. The limit limits nothing.

    ## Example
    ```
    F: kids secret1 2 0 1 { 2:2:2 }  # warning: [H317]
    C: card.home.lan 12000 hearth secret no { 1:2:3 }  # warning: [H317]
    ```
    """
    for problem in subject.of(Trouble.HOPS_READ_AS_CAID):
        yield Hit(
            problem.span,
            f"this is read as {problem.what}, which no card has",
            "Write caid:id:hops; { 0:0:1 } is all cards at one hop.",
        )
