"""H319, item-twice."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H319", "item-twice", Severity.WARNING)
def item_twice(subject: Subject) -> Iterator[Hit]:
    """
    H319 item-twice: an item of braces that says something again.

    ## What it finds
    A card, a channel or a time that the same braces have already, or a time inside
    another one.

    ## Why it matters
    Of two limits for one card the last one counts; otherwise it does nothing.

    ## Example
    ```
    F: kids secret1 0 0 1 { 0:0:1, 0:0:0 }  # warning: [H319]
    F: study secret2 0 0 1 { } { } { 12:00-17:00, 14:00-15:00 }  # warning: [H319]
    ```
    """
    for problem in subject.of(Trouble.ITEM_TWICE):
        yield Hit(
            problem.span,
            "these braces have said this before",
            "Remove one of them; of two limits for one card the last one counts.",
        )
