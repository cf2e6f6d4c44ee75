"""Times and shares as a person writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.lab.scenario import units

DURATIONS = [
    ("800 ms", 0.8),
    ("1.5 s", 1.5),
    ("20min", 1200.0),
    ("2 h", 7200.0),
    ("7 d", 604_800.0),
    ("0 s", 0.0),
    ("12", None),
    ("-1 s", None),
    ("1 week", None),
    ("9999 d", None),
    ("", None),
    (5, None),
]
CLOCKS = [("20:15", 72_900.0), ("0:00", 0.0), ("23:59", 86_340.0), ("24:00", None)]
CLOCKS += [("8", None), ("08:60", None)]
SHARES = [("5 %", 0.05), ("100%", 1.0), (0.2, 0.2), (1, 1.0), ("101 %", None)]
SHARES += [(1.1, None), (True, None), ("five", None)]
NUMBERS = [(3, 3.0), (0.5, 0.5), (-1, None), (float("nan"), None), (True, None)]
FOR_PEOPLE = [
    (0.0, "0 s"),
    (0.0002, "0.2 ms"),
    (0.25, "250 ms"),
    (4.85, "4.85 s"),
    (3599.9, "1 h"),
    (7200.0, "2 h"),
    (604_800.0, "7 d"),
    (float("inf"), "to the end"),
]


@pytest.mark.parametrize(("text", "seconds"), DURATIONS)
def test_a_time_has_its_unit(text: object, seconds: float | None) -> None:
    assert units.duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize(("text", "seconds"), CLOCKS)
def test_a_time_of_day(text: str, seconds: float | None) -> None:
    assert units.clock(text) == seconds


@pytest.mark.parametrize(("value", "share"), SHARES)
def test_a_share(value: object, share: float | None) -> None:
    assert units.share(value) == share


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_a_number(value: object, number: float | None) -> None:
    assert units.number(value) == number


@pytest.mark.parametrize(("seconds", "text"), FOR_PEOPLE)
def test_a_time_for_people(seconds: float, text: str) -> None:
    assert units.for_people(seconds) == text


@given(st.floats(0.001, 1e7))
def test_what_is_written_for_people_can_be_read(seconds: float) -> None:
    read = units.duration(units.for_people(seconds))

    assert read == pytest.approx(seconds, rel=0.06)
