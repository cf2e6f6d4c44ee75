from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.doctor.logs.change import change_of


def times(before: float, after: float, at: int = 60) -> list[tuple[float, float]]:
    dice = Random(1)
    return [
        (10.0 * n, (before if n < at else after) * dice.lognormvariate(0, 0.15))
        for n in range(120)
    ]


def test_the_moment_of_a_change() -> None:
    change = change_of(times(0.2, 0.9))

    assert change is not None
    assert change.at == 600.0
    assert change.before_s == pytest.approx(0.2, rel=0.2)
    assert change.after_s == pytest.approx(0.9, rel=0.2)


def test_a_change_for_the_better_is_one_too() -> None:
    assert change_of(times(0.9, 0.2)) is not None


def test_what_varies_by_itself_is_no_change() -> None:
    assert change_of(times(0.2, 0.2)) is None
    assert change_of(times(0.02, 0.05)) is None  # nobody sees 30 ms
    assert change_of(times(0.2, 0.9)[:30]) is None


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e3)), max_size=100))
def test_any_times_are_looked_at(values: list[tuple[float, float]]) -> None:
    change_of(sorted(values))
