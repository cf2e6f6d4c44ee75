"""Small drawings, as numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.views import LineSpan, LineState
from hearth.observe.live.views import Ecm
from hearth.web.pages.parts.pictures import beats, legs, piece, strip_path


def ecm(
    total_s: float = 0.1,
    outcome: Outcome = Outcome.ANSWERED,
    *,
    queue_s: float = 0.0,
    line_s: float = 0.0,
    joined: bool = False,
) -> Ecm:
    key = (Caid(1), ProviderId(2), ServiceId(3))
    return Ecm(
        1, 0.0, "kitchen", *key, outcome, "line", 1, total_s, queue_s, line_s, joined
    )


def test_the_newest_answer_is_on_the_right() -> None:
    assert beats([ecm(5.0)], 10.0) == {"bad": "M195 40v-40.0h3.6v40.0z"}


def test_slow_is_higher_and_failed_is_highest() -> None:
    drawn = beats([ecm(0.05), ecm(0.5), ecm(0.0, Outcome.NO_CARD)], None)

    fast, slow = (float(bar.split("h")[0]) for bar in drawn["good"].split("v-")[1:])
    assert 0 < fast < slow < 40
    assert "v-40.0" in drawn["bad"]


def test_only_as_many_as_fit() -> None:
    drawn = beats([ecm()] * 100, 10.0, 60)

    assert sum(path.count("M") for path in drawn.values()) == 60


def test_the_legs_of_an_answer() -> None:
    drawn = legs(ecm(0.1, queue_s=0.02, line_s=0.05), 0.2)

    assert [(leg.name, leg.x, leg.width) for leg in drawn] == [
        ("queue", 0, 10),
        ("line", 10, 25),
        ("rest", 35, 15),
    ]


def test_who_joined_waited_for_the_other() -> None:
    drawn = legs(ecm(0.1, queue_s=0.02, line_s=0.07, joined=True), 0.1)

    assert [leg.name for leg in drawn] == ["waiting", "rest"]
    assert legs(ecm(0.0), 0.0) == []


SECONDS = st.floats(0, 10)


@given(SECONDS, SECONDS, SECONDS, SECONDS, st.booleans())
def test_legs_stay_within_their_drawing(
    total_s: float, queue_s: float, line_s: float, whole_s: float, joined: bool
) -> None:
    asked = ecm(total_s, queue_s=queue_s, line_s=line_s, joined=joined)

    for leg in legs(asked, whole_s):
        assert leg.width >= 0
        assert leg.x + leg.width <= 100.02


def test_a_span_of_time_in_a_strip() -> None:
    assert piece(25, 50, 0, 100) == (25, 25)
    assert piece(-50, 500, 0, 100) == (0, 100)
    assert piece(99.44, 99.45, 0, 100) == (99.4, 0.3)
    assert piece(5, 6, 7, 7)[0] == 0


def test_a_strip_is_one_path_for_each_state() -> None:
    spans = [
        LineSpan(0, 50, LineState.UP),
        LineSpan(50, 50.001, LineState.DOWN),
        LineSpan(50.001, 50.002, LineState.DOWN),  # lands on the one before
        LineSpan(50.002, 100, LineState.UP),
    ]

    assert (
        strip_path(spans, "UP", 0, 100) == "M0.0 0h50.0v10h-50.0zM50.0 0h50.0v10h-50.0z"
    )
    assert strip_path(spans, "DOWN", 0, 100) == "M50.0 0h0.3v10h-0.3z"
