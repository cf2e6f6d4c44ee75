"""Which control word and which ECM are on air, by the profile."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.lab.stream.profile import NARROW, WIDE, Profile

# period, lead, time: the period that scrambles, the ECM on air
ON_AIR = [
    (10, WIDE, 0.0, 0, None),
    (10, WIDE, 1.0, 0, 0),
    (10, WIDE, 10.999, 1, 0),
    (10, WIDE, 11.0, 1, 1),
    (10, NARROW, 17.9, 1, 0),
    (10, NARROW, 18.0, 1, 1),
    (7, NARROW, 5.6, 0, 0),
    (1, NARROW, 3.8, 3, 3),
    (1, WIDE, 3.05, 3, 2),
]


@pytest.mark.parametrize(("period_s", "lead", "time_s", "period", "ecm"), ON_AIR)
def test_what_is_on_air(
    period_s: float, lead: float, time_s: float, period: int, ecm: int | None
) -> None:
    profile = Profile(period_s, lead)

    assert profile.period_at(time_s) == period
    assert profile.ecm_at(time_s) == ecm


@given(
    number=st.integers(0, 1000),
    period_s=st.sampled_from([10.0, 7.0, 1.0]),
    lead=st.sampled_from([WIDE, NARROW]),
)
def test_an_ecm_appears_one_lead_before_its_next_control_word(
    number: int, period_s: float, lead: float
) -> None:
    profile = Profile(period_s, lead)
    change_s = (number + 1) * period_s

    assert profile.ecm_at(change_s - profile.lead_s) == number
    assert profile.ecm_at(change_s - profile.lead_s - 0.001) in (number - 1, None)
    assert profile.period_at(change_s) == number + 1
    assert profile.period_at(change_s - 0.001) == number


WRONG: list[dict[str, Any]] = [
    {"period_s": 0},
    {"ecm_repeat_s": 0},
    {"lead": 0},
    {"lead": 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Profile(**wrong)
