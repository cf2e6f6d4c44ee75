import pytest

from hearth.doctor.slope import slope_of


def test_a_straight_line() -> None:
    slope = slope_of([(float(n), 100.0 + 2 * n) for n in range(10)])

    assert slope is not None
    assert slope.a_second == pytest.approx(2.0)
    assert slope.fit == pytest.approx(1.0)
    assert (slope.first, slope.last, slope.seconds) == (100.0, 118.0, 9.0)
    assert slope.grown == 18.0


def test_what_stays_the_same_has_no_fit() -> None:
    slope = slope_of([(float(n), 100.0) for n in range(10)])

    assert slope is not None
    assert (slope.a_second, slope.fit) == (0.0, 0.0)


def test_too_few_or_all_at_once() -> None:
    assert slope_of([(0.0, 1.0), (1.0, 2.0)]) is None
    assert slope_of([(0.0, 1.0)] * 5) is None
