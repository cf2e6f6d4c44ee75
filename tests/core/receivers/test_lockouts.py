"""5 wrong passwords in 10 minutes cost a minute, each further one twice as much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.receivers.lockouts import (
    ALLOWED,
    LONGEST_WAIT_S,
    MAX_ADDRESSES,
    Lockouts,
)

GUESSER = "192.168.1.66"

# what it shows                        when wrong ones come (s)     waits that begin
WAITS = [
    ("four are forgiven",              [0, 1, 2, 3],                [0, 0, 0, 0]),
    ("the fifth costs a minute",       [0, 1, 2, 3, 4],             [0, 0, 0, 0, 60]),
    ("only those of 10 minutes count", [0, 1, 2, 3, 601],           [0, 0, 0, 0, 0]),
    ("the border is 10 minutes",       [0, 1, 2, 3, 599.9],         [0, 0, 0, 0, 60]),
    ("the sixth costs two",            [0, 0, 0, 0, 0, 61],
     [0, 0, 0, 0, 60, 120]),
    ("slow guessing is never locked",  [0, 200, 400, 600, 800, 1000], [0] * 6),
    ("after 10 quiet minutes it is new",
     [0, 0, 0, 0, 0, 660, 661, 662, 663, 664],
     [0, 0, 0, 0, 60, 0, 0, 0, 0, 60]),
    ("in the tenth minute it is not",  [0, 0, 0, 0, 0, 659.9],
     [0, 0, 0, 0, 60, 120]),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "wrong", "waits"), WAITS)
def test_what_a_wrong_password_costs(
    shows: str, wrong: list[float], waits: list[float]
) -> None:
    lockouts = Lockouts()

    assert [lockouts.fail(GUESSER, now) for now in wrong] == waits, shows


def test_who_goes_on_waits_twice_as_long_each_time_up_to_an_hour() -> None:
    lockouts = Lockouts()
    now = 0.0
    waits = []
    for _ in range(ALLOWED - 1 + 9):
        wait = lockouts.fail(GUESSER, now)
        now += wait
        waits.append(wait)

    assert waits[ALLOWED - 1 :] == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_what_is_kept_of_one_address_is_bounded() -> None:
    lockouts = Lockouts()
    for _ in range(100):
        lockouts.fail(GUESSER, 100.0)

    (record,) = lockouts._records.values()
    assert len(record.failures) == ALLOWED


def test_a_wait_runs_out() -> None:
    lockouts = Lockouts()
    for _ in range(ALLOWED):
        lockouts.fail(GUESSER, 100.0)

    assert lockouts.wait_of(GUESSER, 100.0) == 60.0
    assert lockouts.wait_of(GUESSER, 159.5) == 0.5
    assert lockouts.wait_of(GUESSER, 160.0) == 0.0
    assert lockouts.wait_of("192.168.1.2", 100.0) == 0.0


def test_a_right_log_in_clears_it() -> None:
    lockouts = Lockouts()
    for _ in range(ALLOWED - 1):
        lockouts.fail(GUESSER, 0.0)

    lockouts.clear(GUESSER)
    lockouts.clear("192.168.1.2")

    assert lockouts.fail(GUESSER, 1.0) == 0.0
    assert len(lockouts) == 1


def test_new_accounts_clear_all() -> None:
    lockouts = Lockouts()
    for _ in range(ALLOWED):
        lockouts.fail(GUESSER, 0.0)

    lockouts.clear_all()

    assert lockouts.wait_of(GUESSER, 0.0) == 0.0


def test_the_table_is_bounded_and_keeps_those_who_wait() -> None:
    lockouts = Lockouts()
    for _ in range(ALLOWED):
        lockouts.fail(GUESSER, 0.0)
    for number in range(2 * MAX_ADDRESSES):
        lockouts.fail(f"10.0.{number >> 8}.{number & 255}", 1.0)

    assert len(lockouts) == MAX_ADDRESSES
    assert lockouts.wait_of(GUESSER, 1.0) == 59.0


def test_the_table_is_bounded_even_if_all_wait() -> None:
    lockouts = Lockouts()
    for number in range(MAX_ADDRESSES + 10):
        for _ in range(ALLOWED):
            lockouts.fail(f"10.0.{number >> 8}.{number & 255}", 1.0)

    assert len(lockouts) == MAX_ADDRESSES
    assert lockouts.wait_of("10.0.0.0", 1.0) == 0.0
    assert lockouts.wait_of("10.0.4.9", 1.0) == 60.0


@given(st.lists(st.floats(0, 2000), max_size=40))
def test_nobody_has_more_than_five_guesses_without_a_wait(pauses: list[float]) -> None:
    """Whatever the rhythm: a guesser who respects the waits, and one who does not."""
    lockouts = Lockouts()
    now = 0.0
    free: list[float] = []
    for pause in pauses:
        now += pause
        wait = lockouts.fail(GUESSER, now)
        assert wait == 0 or 60.0 <= wait <= LONGEST_WAIT_S
        free = [*free, now] if wait == 0 else []
        assert sum(now - t < 600.0 for t in free) < ALLOWED
