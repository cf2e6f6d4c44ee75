"""Timers come up after their moment, soon, once, in order; and leave nothing behind."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.timers import TICK_S, Timers

MOMENTS = st.floats(0, 100)
KEYS = st.integers(0, 5)
MOVES = st.lists(st.tuples(KEYS, st.none() | MOMENTS), max_size=40)


def due(timers: Timers[int], now: float) -> list[int]:
    return list(timers.take_due(now))


@pytest.mark.parametrize("when", [0.0, 0.005, 0.0049, 1.0, 5.0, 1000.1, 86400.123])
def test_a_moment_comes_up_after_it_and_within_two_ticks(when: float) -> None:
    timers: Timers[int] = Timers()

    timers.set(1, when)

    assert due(timers, when) == []
    assert due(timers, when + 2 * TICK_S) == [1]


def test_what_came_up_does_not_come_up_again() -> None:
    timers: Timers[int] = Timers()
    timers.set(1, 1.0)

    assert due(timers, 2.0) == [1]
    assert due(timers, 3.0) == []
    assert timers.earliest is None


def test_setting_a_key_again_moves_it() -> None:
    timers: Timers[int] = Timers()
    timers.set(1, 1.0)
    timers.set(1, 3.0)
    timers.set(2, 3.0)
    timers.set(2, 1.0)

    assert due(timers, 2.0) == [2]
    assert due(timers, 4.0) == [1]


def test_setting_a_key_to_the_same_moment_changes_nothing() -> None:
    timers: Timers[int] = Timers()
    timers.set(1, 1.0)
    timers.set(2, 1.0)
    timers.set(1, 1.0)

    assert due(timers, 2.0) == [1, 2]


def test_a_cancelled_key_does_not_come_up() -> None:
    timers: Timers[int] = Timers()
    timers.set(1, 1.0)

    timers.cancel(1)
    timers.cancel(1)
    timers.cancel(2)

    assert due(timers, 2.0) == []
    assert len(timers) == 0


def test_a_key_may_be_set_while_the_due_ones_are_taken() -> None:
    timers: Timers[int] = Timers()
    timers.set(1, 1.0)
    taken = timers.take_due(2.0)

    assert next(taken) == 1
    timers.set(2, 1.5)
    timers.set(3, 2.5)
    assert list(taken) == [2]
    assert due(timers, 3.0) == [3]


def test_the_earliest_is_what_is_to_be_waited_for() -> None:
    timers: Timers[int] = Timers()
    assert timers.earliest is None

    timers.set(1, 2.0)
    timers.set(2, 1.0)
    assert timers.earliest == pytest.approx(1.0, abs=2 * TICK_S)

    timers.cancel(2)
    assert timers.earliest == pytest.approx(2.0, abs=2 * TICK_S)


def test_waking_at_the_earliest_finds_it_due() -> None:
    timers: Timers[int] = Timers()
    for when in (0.1, 0.15, 0.3, 1.7, 123456.789):
        timers.set(1, when)
        wake = timers.earliest
        assert wake is not None
        assert due(timers, wake) == [1]


def test_cancelled_moments_leave_nothing_behind() -> None:
    """As questions do it: set for 5 s ahead, answered and cancelled in 0.2 s."""
    timers: Timers[int] = Timers()
    for number in range(20_000):
        now = number * 0.05
        timers.set(number, now + 5.0)
        timers.cancel(number - 4)
        due(timers, now)

    assert len(timers) == 4
    assert len(timers._ticks) <= 5.0 / 0.05 + 2
    assert len(timers._keys_at) == len(timers._ticks)


@given(MOVES, st.lists(MOMENTS, max_size=5).map(sorted))
def test_timers_do_what_a_plain_table_would(
    moves: list[tuple[int, float | None]], looks: list[float]
) -> None:
    timers: Timers[int] = Timers()
    table: dict[int, int] = {}
    for key, when in moves:
        if when is None:
            timers.cancel(key)
            table.pop(key, None)
        else:
            timers.set(key, when)
            table[key] = math.floor(when / TICK_S) + 1
    for now in [*looks, 200.0]:
        expected = {key for key, tick in table.items() if tick * TICK_S <= now}
        taken = due(timers, now)
        assert len(taken) == len(expected)
        assert set(taken) == expected
        assert [table[key] for key in taken] == sorted(table[key] for key in taken)
        table = {key: tick for key, tick in table.items() if key not in expected}
        assert len(timers) == len(table)
        earliest = min(table.values(), default=None)
        assert timers.earliest == (None if earliest is None else earliest * TICK_S)
