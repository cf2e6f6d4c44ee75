"""
Which cause is named first, and why that one.

A cause that explains others stands before them: what ends a line explains
every question that it did not answer, and an answer that is late explains a
receiver that gave up. So causes are ranked by their tier first, then by how
much of what went wrong they explain, then by their code. Warnings come behind
all causes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hearth.doctor.check import Check
from hearth.doctor.verdict import Standing, Verdict


class Judged(NamedTuple):
    """A verdict, and the check that says it."""

    check: Check
    verdict: Verdict


class Tier(NamedTuple):
    """Checks that are equally near to the root of a trouble."""

    why: str
    codes: tuple[str, ...]


TIERS: Final = (
    Tier(
        "nothing works without it: the card, its program, the way in",
        ("D201", "D202", "D204", "D205", "D206", "D207", "D208", "D209", "D213"),
    ),
    Tier(
        "a line that is off explains every question that it should have answered",
        (*(f"D1{number:02}" for number in range(1, 10)), "D115"),
    ),
    Tier(
        "Hearth itself, or a line, comes and goes: everybody freezes together",
        ("D314", "D112", "D113"),
    ),
    Tier(
        "a line is there and gives no key, or a wrong one",
        ("D303", "D304", "D301", "D302", "D110", "D111"),
    ),
    Tier(
        "keys come, but late: it is felt by everybody who watches over that line",
        ("D306", "D307", "D308", "D305", "D320", "D321", "D322"),
    ),
    Tier(
        "one receiver is let in by nobody, or thrown out again",
        ("D311", "D312", "D313", "D318"),
    ),
    Tier("one receiver alone is slow: its own network", ("D309",)),
    Tier("the card gets more updates than it likes", ("D315", "D323")),
    Tier("the household's own choice", ("D319",)),
    Tier("a consequence that outlives its cause", ("D310",)),
    Tier("nothing of a card server's is to blame", ("D316", "D317")),
)
LAST: Final = len(TIERS)
CONSEQUENCES: Final = frozenset({"D310", "D316", "D317"})  # behind every cause
SMALL_SHARE: Final = 0.15  # a cause that explains less stands behind those that do


def ranked(found: Iterable[Judged]) -> list[Judged]:
    """Put what was found into the order in which it is to be read."""
    return sorted(found, key=_key)


def tier_of(code: str) -> int:
    """Give the number of a check's tier; those of no tier are the last."""
    for number, tier in enumerate(TIERS):
        if code in tier.codes:
            return number
    return LAST


def _key(judged: Judged) -> tuple[bool, bool, bool, int, float, str, str]:
    check, verdict = judged
    return (
        verdict.standing is not Standing.CAUSE,
        check.code in CONSEQUENCES,
        verdict.share < SMALL_SHARE,
        tier_of(check.code),
        -verdict.share,
        check.code,
        verdict.line,
    )
