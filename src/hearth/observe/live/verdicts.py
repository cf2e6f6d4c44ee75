"""
Judgements on times: how much room there is, and how steady a line is.

Absolute milliseconds say little: what counts is the time that there is until
the next control word is used (docs/ecm-time.md). Thresholds stand here alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from math import ceil
from typing import Final

DEFAULT_PERIOD_S: Final = 10.0  # what most systems use; docs/ecm-time.md
LEAD_SHARE: Final = 0.5  # of the period: a careful guess, a server cannot see it; 5.3

# docs/ecm-time.md: m = p99 / lead
FAIR_FROM: Final = 0.25
WEAK_FROM: Final = 0.5
FREEZES_FROM: Final = 0.8

ENOUGH_ANSWERS: Final = 16  # fewer, and the 95th percentile is the one worst answer
# A local card's answers lie within this: docs/ecm-time.md (the article's "±50 ms").
STEADY_WITHIN_S: Final = 0.05
# A card of 195 ms with a quarter of its answers at 2.5 times that (docs/ecm-time.md,
# from tvheadend#1973) spreads over 290 ms: what swings more is more than one card.
SWINGS_OVER_S: Final = 0.3
SWINGS_OVER_SHARE: Final = 1.5  # of the usual time: the same for slower cards


class Margin(Enum):
    """How much room the answers leave before the picture freezes."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    WILL_FREEZE = "will freeze"


class Manner(Enum):
    """How a line answers."""

    UNKNOWN = "unknown"  # too few answers
    STEADY = "steady"  # like a local card
    UNEVEN = "uneven"  # like a card with a lot to do, or Wi-Fi
    SWINGING = "swinging"  # like a chain of servers


def lead_of(period_s: float | None) -> float:
    """
    Estimate how long an answer may take.

    Args:
        period_s: The crypto period; None if it is not learnt yet.

    Returns:
        Seconds from a new ECM to the use of its control word.

    """
    return LEAD_SHARE * (DEFAULT_PERIOD_S if period_s is None else period_s)


def margin_of(p99_s: float, period_s: float | None) -> float | None:
    """Give p99 as a share of the lead; None until both are known."""
    if period_s is None or not p99_s:
        return None
    return p99_s / lead_of(period_s)


def judge_margin(margin: float | None) -> Margin | None:
    """Judge p99 as a share of the lead; None if it is not known."""
    if margin is None:
        return None
    if margin >= FREEZES_FROM:
        return Margin.WILL_FREEZE
    if margin >= WEAK_FROM:
        return Margin.WEAK
    return Margin.FAIR if margin >= FAIR_FROM else Margin.GOOD


def judge_line(answers: int, p50_s: float, p95_s: float) -> Manner:
    """
    Judge a line by the spread of its answer times.

    Args:
        answers: How many answers the percentiles are of.
        p50_s: The usual time.
        p95_s: What one answer in twenty exceeds.

    """
    spread_s = p95_s - p50_s
    if answers < ENOUGH_ANSWERS:
        return Manner.UNKNOWN
    if spread_s <= STEADY_WITHIN_S:
        return Manner.STEADY
    if spread_s > max(SWINGS_OVER_S, SWINGS_OVER_SHARE * p50_s):
        return Manner.SWINGING
    return Manner.UNEVEN


def percentile(ordered: list[float], share: float) -> float:
    """
    Give the value that a share of all does not exceed.

    Args:
        ordered: Ascending; may be empty.
        share: 0 to 1; 0.99 of fewer than a hundred is the largest.

    Returns:
        One of the values (nearest rank), 0.0 if there are none.

    """
    if not ordered:
        return 0.0
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def percentiles(values: Iterable[float]) -> tuple[float, float, float]:
    """Give p50, p95 and p99."""
    ordered = sorted(values)
    return (
        percentile(ordered, 0.5),
        percentile(ordered, 0.95),
        percentile(ordered, 0.99),
    )
