"""Judgements on times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.observe.live.verdicts import (
    ENOUGH_ANSWERS,
    Manner,
    Margin,
    judge_line,
    judge_margin,
    lead_of,
    margin_of,
    percentile,
    percentiles,
)

# p99   period   as a share of the lead   in a word: docs/ecm-time.md
MARGINS = [
    (0.2, 10.0, 0.04, Margin.GOOD),
    (1.24, 10.0, 0.248, Margin.GOOD),
    (1.25, 10.0, 0.25, Margin.FAIR),
    (2.5, 10.0, 0.5, Margin.WEAK),
    (4.0, 10.0, 0.8, Margin.WILL_FREEZE),
    (0.4, 1.0, 0.8, Margin.WILL_FREEZE),  # PowerVu: 400 ms are too many
    (0.4, None, None, None),
    (0.0, 10.0, None, None),
]


@pytest.mark.parametrize(("p99_s", "period_s", "share", "verdict"), MARGINS)
def test_a_margin(
    p99_s: float, period_s: float | None, share: float | None, verdict: Margin | None
) -> None:
    margin = margin_of(p99_s, period_s)

    assert margin == (share if share is None else pytest.approx(share))
    assert judge_margin(margin) is verdict


def test_a_lead_is_guessed_until_the_period_is_learnt() -> None:
    assert lead_of(None) == lead_of(10.0) == 5.0
    assert lead_of(7.0) == 3.5


# what it shows                      answers         p50   p95     judged
LINES = [
    ("too few answers", ENOUGH_ANSWERS - 1, 0.2, 0.2, Manner.UNKNOWN),
    ("a local card", ENOUGH_ANSWERS, 0.195, 0.2, Manner.STEADY),
    ("50 ms", ENOUGH_ANSWERS, 0.25, 0.3, Manner.STEADY),
    ("a busy card: #1973", 64, 0.195, 0.489, Manner.UNEVEN),
    ("a slow busy card", 64, 0.4, 0.95, Manner.UNEVEN),
    ("a chain of servers", 64, 0.25, 0.9, Manner.SWINGING),
    ("fast, now and then not", 64, 0.02, 0.35, Manner.SWINGING),
]


@pytest.mark.parametrize(("shows", "answers", "p50_s", "p95_s", "manner"), LINES)
def test_a_line(
    shows: str, answers: int, p50_s: float, p95_s: float, manner: Manner
) -> None:
    assert judge_line(answers, p50_s, p95_s) is manner, shows


# values                        share   nearest rank
RANKS = [
    ([], 0.5, 0.0),
    ([7.0], 0.0, 7.0),
    ([7.0], 0.99, 7.0),
    ([1.0, 2.0], 0.5, 1.0),
    ([1.0, 2.0, 3.0], 0.5, 2.0),
    ([float(n) for n in range(1, 101)], 0.99, 99.0),
    ([float(n) for n in range(1, 101)], 0.95, 95.0),
    ([float(n) for n in range(1, 65)], 0.99, 64.0),
]


@pytest.mark.parametrize(("ordered", "share", "value"), RANKS)
def test_a_percentile(ordered: list[float], share: float, value: float) -> None:
    assert percentile(ordered, share) == value


@given(st.lists(st.floats(0, 10), min_size=1))
def test_percentiles_are_values_in_their_order(values: list[float]) -> None:
    p50, p95, p99 = percentiles(values)

    assert min(values) <= p50 <= p95 <= p99 <= max(values)
    assert {p50, p95, p99} <= set(values)
