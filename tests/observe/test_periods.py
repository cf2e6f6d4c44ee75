"""Crypto periods, learnt from when receivers ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.periods import (
    AGREE_WITHIN,
    ENOUGH_GAPS,
    GAPS,
    MAX_OF_RECEIVER,
    MAX_RECEIVERS,
    MAX_SERVICES,
    Periods,
    ServiceKey,
)

START = 1000.0


def key(service: int = 1) -> ServiceKey:
    return Caid(0x4ADA), ProviderId(0), ServiceId(service)


def asked(*times: float, receiver: str = "tv") -> Periods:
    periods = Periods()
    for at in times:
        periods.asked(receiver, key(), START + at)
    return periods


# what it shows                     when a receiver asked           the period
ASKED = [
    ("nothing yet", [], None),
    ("three gaps are too few", [0, 10, 20, 30], None),
    ("four that agree", [0, 10, 20, 30, 40], 10.0),
    ("PowerVu's second", [0, 1, 2, 3, 4], 1.0),
    ("one was missed", [0, 10, 30, 40, 50, 60], 10.0),
    ("every third was missed", [0, 10, 30, 40, 60, 70, 90, 100], 10.0),
    ("asked twice each time", [0, 0.1, 10, 10.1, 20, 20.1, 30, 30.1, 40], 9.9),
    ("nobody watched for an hour", [0, 10, 20, 3600, 3610, 3620], 10.0),
    ("an hour between is no gap", [0, 10, 20, 3600, 3610], None),
    ("no two gaps agree", [0, 1, 4, 13, 40, 95], None),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "times", "period"), ASKED)
def test_a_period(shows: str, times: list[float], period: float | None) -> None:
    learnt = asked(*times).period(key())

    assert learnt == (period if period is None else pytest.approx(period)), shows


@given(
    period=st.floats(1.0, 25.0),
    jitters=st.lists(st.floats(-0.1, 0.1), min_size=2 * GAPS, max_size=2 * GAPS),
    missed=st.sets(st.integers(0, 2 * GAPS - 1), max_size=GAPS // 5),
)
def test_a_period_is_found_through_jitter_and_missed_questions(
    period: float, jitters: list[float], missed: set[int]
) -> None:
    times = [
        period * (number + jitter)
        for number, jitter in enumerate(jitters)
        if number not in missed
    ]

    assert asked(*times).period(key()) == pytest.approx(period, rel=AGREE_WITHIN)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0, 100))))
def test_a_period_is_always_a_gap_that_may_be_one(
    questions: list[tuple[int, int, float]],
) -> None:
    periods, at = Periods(), START

    for receiver, service, later in questions:
        at += later
        periods.asked(str(receiver), key(service), at)

    assert all(0.5 <= period <= 60 for period in periods.learnt().values())
    assert {periods.period(known) for known in periods.learnt()} == set(
        periods.learnt().values()
    )


def test_what_came_before_a_channel_change_does_not_count() -> None:
    periods = Periods()
    for at in (0, 3, 6, 9, 12):  # away for a moment in each gap
        periods.asked("tv", key(1), START + 5 * at)
        periods.asked("tv", key(10 + at), START + 5 * at + 1)

    assert periods.learnt() == {}


def test_services_that_are_recorded_together_are_both_learnt() -> None:
    periods = Periods()
    for number in range(ENOUGH_GAPS + 2):
        periods.asked("tvheadend", key(1), START + 10 * number)
        periods.asked("tvheadend", key(2), START + 7 * number)

    assert periods.learnt() == {key(1): 10.0, key(2): 7.0}


def test_two_receivers_on_one_service_are_not_taken_for_one() -> None:
    periods = Periods()
    for number in range(ENOUGH_GAPS):
        periods.asked("living room", key(), START + 10 * number)
        periods.asked("bedroom", key(), START + 10 * number + 3)

    assert periods.period(key()) == 10.0


def test_another_period_is_learnt_when_a_service_changes_it() -> None:
    periods = asked(*(10 * n for n in range(GAPS)))
    last = START + 10 * (GAPS - 1)

    for number in range(1, GAPS + 9):
        periods.asked("tv", key(), last + 7 * number)

    assert periods.period(key()) == 7.0


def test_what_is_remembered_is_bounded_and_the_latest() -> None:
    periods = asked(0, 10, 20, 30, 40)
    for number in range(3 * MAX_SERVICES):
        periods.asked(f"tv{number}", key(2 + number), START + 50 + number)
        periods.asked("tv", key(2 + number), START + 50 + number)

    assert len(periods._services) == MAX_SERVICES
    assert len(periods._receivers) <= MAX_RECEIVERS
    assert all(len(r.asked_at) <= MAX_OF_RECEIVER for r in periods._receivers.values())
    assert periods.period(key()) is None
    assert key(1 + 3 * MAX_SERVICES) in periods._services
