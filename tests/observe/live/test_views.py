"""The values that pages show: what is worked out from their fields."""

from __future__ import annotations

import pytest

from hearth.observe.live.views import GOOD, Margin, Outcome, is_good
from tests.observe.live import made

# joined   total  queue  line    waited   the rest
LEGS = [
    (False, 0.50, 0.10, 0.35, 0.0, 0.05),
    (True, 0.50, 0.10, 0.35, 0.45, 0.05),
    (False, 0.30, 0.10, 0.20, 0.0, 0.0),
    (False, 0.30, 0.10, 0.21, 0.0, 0.0),  # never less than nothing
    (False, 0.70, 0.0, 0.0, 0.0, 0.7),  # held, then given from memory
]


@pytest.mark.parametrize(
    ("joined", "total_s", "queue_s", "line_s", "wait_s", "rest_s"), LEGS
)
def test_where_the_time_of_a_question_went(
    joined: bool,
    total_s: float,
    queue_s: float,
    line_s: float,
    wait_s: float,
    rest_s: float,
) -> None:
    ecm = made.ecm()._replace(
        joined=joined, total_s=total_s, queue_s=queue_s, line_s=line_s
    )

    assert ecm.wait_s == pytest.approx(wait_s)
    assert ecm.rest_s == pytest.approx(rest_s)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_control_words_are_good(outcome: Outcome) -> None:
    assert is_good(outcome) is made.ecm(outcome).is_good is (outcome in GOOD)


def test_a_question_names_its_service() -> None:
    assert made.ecm().service == (made.CAID, made.PROVIDER, made.NEWS)


def test_a_receiver_has_a_verdict() -> None:
    assert made.receiver().verdict is Margin.GOOD
