"""H120, braces-out-of-place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H120", "braces-out-of-place", Severity.ERROR)
def braces_out_of_place(subject: Subject) -> Iterator[Hit]:
    """
    H120 braces-out-of-place: something in braces that belongs into other ones.

    ## What it finds
    Times or channels in the first pair of braces of an F: line, times in the
    second, or cards in the third.

    ## Why it matters
    The pairs of an F: line are told apart by their order alone: cards with their
    hops, channels to deny, times. One that is not needed is written as `{ }`.
    Otherwise times are read as cards, and the account is not limited as you meant
    it.

    ## Example
    ```
    F: kids secret1 0 0 1 { 12:00-17:00 }  # error: [H120]
    F: guests secret2 0 0 1 { 0100:000080:15df }  # error: [H120]
    F: study secret3 0 0 1 { } { } { 12:00-17:00 }
    ```
    """
    for problem in subject.of(Trouble.BRACES_OUT_OF_PLACE):
        assert isinstance(problem.statement, LineStatement)
        wanted, given = int(problem.what), int(problem.allowed)
        what, where = _PLACES[wanted]
        yield Hit(
            problem.span,
            f"{what}, which belong into the {where} pair of braces",
            "The order is { cards } { channels to deny } { times }; skip one with { }.",
            _moved(problem.statement, wanted, given),
        )


_PLACES: Final = (
    ("these are cards", "first"),
    ("these are channels", "second"),
    ("these are times", "third"),
)


def _moved(line: LineStatement, wanted: int, given: int) -> Fix | None:
    """Put empty pairs before it, if it is the last one and comes too early."""
    blocks = cut(line).blocks
    if wanted < given or given != len(blocks) - 1:
        return None
    text = "{ } " * (wanted - given)
    return Fix(
        f"Put {text.strip()} before it",
        (Edit(blocks[given].span.start, text),),
        safe=False,
    )
