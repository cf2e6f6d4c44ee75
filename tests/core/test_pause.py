"""The pause grows from a second to a minute, and begins anew after a success."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.pause import FIRST_S, JITTER, LONGEST_S, GrowingPause


def test_each_failure_doubles_the_pause_up_to_a_minute() -> None:
    pause = GrowingPause(lambda: 0.0)

    assert [pause.fail() for _ in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_success_begins_with_the_shortest_pause_again() -> None:
    pause = GrowingPause(lambda: 0.0)
    for _ in range(5):
        pause.fail()

    pause.succeed()

    assert [pause.fail(), pause.fail()] == [1, 2]


@pytest.mark.parametrize(
    ("chance", "first", "longest"), [(0.0, 1.0, 60.0), (0.5, 0.9, 54.0), (1.0, 0.8, 48)]
)
def test_the_jitter_takes_up_to_a_fifth_off(
    chance: float, first: float, longest: float
) -> None:
    pause = GrowingPause(lambda: chance)
    pauses = [pause.fail() for _ in range(20)]

    assert pauses[0] == pytest.approx(first)
    assert pauses[-1] == pytest.approx(longest)


@given(st.integers(1, 5000), st.floats(0, 1))
def test_no_number_of_failures_leaves_the_limits(failures: int, chance: float) -> None:
    pause = GrowingPause(lambda: chance)
    last = [pause.fail() for _ in range(failures)][-1]

    assert FIRST_S * (1 - JITTER) <= last <= LONGEST_S
