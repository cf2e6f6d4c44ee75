"""Counts and percentiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.lab.statistics import (
    TIMES_KEPT,
    Statistics,
    Verdict,
    milliseconds,
    percentile,
)

# values                        share  the smallest that so many do not exceed
PERCENTILES = [
    ([7], 0.5, 7),
    ([7], 1, 7),
    ([1, 2], 0.5, 1),
    ([1, 2], 0.51, 2),
    ([1, 2, 3], 0.5, 2),
    (list(range(1, 21)), 0.95, 19),
    (list(range(1, 101)), 0.95, 95),
    (list(range(1, 101)), 0.01, 1),
    (list(range(1, 101)), 0.001, 1),
    (list(range(1, 101)), 1, 100),
]


@pytest.mark.parametrize(("values", "share", "expected"), PERCENTILES)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


@given(st.lists(st.floats(0, 10), min_size=1), st.floats(0.01, 1))
def test_so_many_do_not_exceed_the_percentile(
    values: list[float], share: float
) -> None:
    found = percentile(sorted(values), share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-6


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0), ([1.0], 1.1)])
def test_no_percentile_of_nothing(values: list[float], share: float) -> None:
    with pytest.raises(UsageError):
        percentile(values, share)


R, W, F, U = Verdict.RIGHT, Verdict.WRONG, Verdict.REFUSED, Verdict.UNANSWERED

# what it shows          asked  verdicts, right, wrong, refused, unanswered, all right
COUNTS = [
    ("nothing yet", 0, [], (0, 0, 0, 0), False),
    ("all right", 2, [R, R], (2, 0, 0, 0), True),
    ("one under way", 3, [R, R], (2, 0, 0, 0), False),
    ("one wrong", 2, [R, W], (1, 1, 0, 0), False),
    ("one refused", 2, [R, F], (1, 0, 1, 0), False),
    ("one unanswered", 2, [R, U], (1, 0, 0, 1), False),
]


@pytest.mark.parametrize(("shows", "asked", "verdicts", "counts", "all_right"), COUNTS)
def test_counts(
    shows: str,
    asked: int,
    verdicts: list[Verdict],
    counts: tuple[int, int, int, int],
    all_right: bool,
) -> None:
    seen = Statistics()
    seen.questions = asked
    for verdict in verdicts:
        seen.count(verdict, 0.1)

    assert (seen.right, seen.wrong, seen.refused, seen.unanswered) == counts, shows
    assert seen.all_right is all_right, shows


def test_times_are_those_of_answers() -> None:
    seen = Statistics()
    assert (seen.last_s, seen.p50_s, seen.p95_s) == (None, None, None)

    for verdict, after_s in ((R, 0.3), (W, 0.1), (F, 9.0), (U, 9.0), (R, 0.2)):
        seen.count(verdict, after_s)

    assert (seen.last_s, seen.p50_s, seen.p95_s) == (0.2, 0.2, 0.3)


def test_old_times_are_let_go() -> None:
    seen = Statistics()

    for after_s in [9.0] * 10 + [0.1] * TIMES_KEPT:
        seen.count(R, after_s)

    assert seen.percentile_s(1) == 0.1


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(None, "-"), (0.0, "0 ms"), (0.0623, "62 ms"), (2, "2000 ms")],
)
def test_times_are_written_as_people_compare_them(
    seconds: float | None, written: str
) -> None:
    assert milliseconds(seconds) == written
