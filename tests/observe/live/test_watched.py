"""What a receiver watches and how it goes, told from its questions alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.dvb import Caid, ServiceId
from hearth.observe.live.views import Picture
from hearth.observe.live.watched import (
    MAX_CARDS,
    MAX_SERVICES,
    Watched,
    idle_after,
    late_after,
    picture_after,
)
from tests.observe.live import made
from tests.observe.live.made import NEWS, SPORT

GOOD, MISS = Outcome.ANSWERED, Outcome.TIMED_OUT
OTHER = Caid(0x4ADB)

# outcome                 slow    before good   the picture
PICTURES = [
    (Outcome.ANSWERED, False, False, Picture.WELL),
    (Outcome.ANSWERED, True, True, Picture.LATE),
    (Outcome.REMEMBERED, False, True, Picture.WELL),
    (Outcome.REMEMBERED, True, False, Picture.LATE),
    (Outcome.TIMED_OUT, True, True, Picture.LATE),
    (Outcome.TIMED_OUT, True, False, Picture.NO_KEY),
    (Outcome.REFUSED, False, True, Picture.NO_KEY),
    (Outcome.NO_CARD, False, True, Picture.NO_KEY),
    (Outcome.DENIED, False, True, Picture.NO_KEY),
    (Outcome.OUT_OF_HOURS, False, True, Picture.NO_KEY),
]


@pytest.mark.parametrize(("outcome", "is_slow", "was_good", "picture"), PICTURES)
def test_a_picture(
    outcome: Outcome, is_slow: bool, was_good: bool, picture: Picture
) -> None:
    assert picture_after(outcome, is_slow=is_slow, was_good=was_good) is picture


# what it shows                questions one after the other   the picture since
COURSES = [
    ("well from the first", [GOOD, GOOD, GOOD], Picture.WELL, 0),
    ("one miss", [GOOD, MISS], Picture.LATE, 1),
    ("two misses", [GOOD, MISS, MISS], Picture.NO_KEY, 2),
    ("three misses", [GOOD, MISS, MISS, MISS], Picture.NO_KEY, 2),
    ("missed from the first", [MISS, MISS], Picture.NO_KEY, 0),
    ("well again", [GOOD, MISS, MISS, GOOD, GOOD], Picture.WELL, 3),
    ("every other one", [GOOD, MISS, GOOD, MISS], Picture.LATE, 3),
    ("refused, and a miss", [GOOD, Outcome.REFUSED, MISS], Picture.NO_KEY, 1),
]


@pytest.mark.parametrize(("shows", "outcomes", "picture", "since"), COURSES)
def test_a_course_of_questions(
    shows: str, outcomes: list[Outcome], picture: Picture, since: int
) -> None:
    watched = Watched()
    for number, outcome in enumerate(outcomes):
        watched.take(made.ecm(outcome), 10.0 * number, None)

    worst = watched.worst(10.0 * len(outcomes))

    assert worst is not None, shows
    assert (worst[1].picture, worst[1].since) == (picture, 10.0 * since), shows


# period   late after   idle after
LIMITS = [(None, 4.0, 25.0), (10.0, 4.0, 25.0), (7.0, 2.8, 17.5), (1.0, 0.4, 10.0)]


@pytest.mark.parametrize(("period_s", "late_s", "idle_s"), LIMITS)
def test_limits_follow_the_period(
    period_s: float | None, late_s: float, idle_s: float
) -> None:
    assert late_after(period_s) == pytest.approx(late_s)
    assert idle_after(period_s) == idle_s

    watched = Watched()
    assert watched.take(made.ecm(total_s=late_s - 0.01), 5.0, period_s) is Picture.WELL
    assert watched.take(made.ecm(total_s=late_s + 0.01), 10.0, period_s) is Picture.LATE
    assert watched.worst(10.0 + idle_s) is not None
    assert watched.worst(10.1 + idle_s) is None


def test_after_a_channel_change_the_new_channel_counts() -> None:
    watched = Watched()
    watched.take(made.ecm(Outcome.NO_CARD), 10.0, None)
    watched.take(made.ecm(service=SPORT), 12.0, None)

    assert on(watched, 12.0) == (SPORT, Picture.WELL)


def test_going_back_to_a_channel_is_watching_it() -> None:
    watched = Watched()
    for at, service in [(10.0, NEWS), (12.0, SPORT), (14.0, NEWS), (24.0, NEWS)]:
        watched.take(made.ecm(service=service), at, None)

    assert on(watched, 28.0) == (NEWS, Picture.WELL)


def test_of_services_asked_in_turn_the_worst_counts() -> None:
    watched = Watched()
    for number in range(6):
        watched.take(made.ecm(), 10.0 * number, None)
        outcome = Outcome.REFUSED if number > 3 else GOOD
        watched.take(made.ecm(outcome, service=SPORT), 10.0 * number + 4, None)

    assert on(watched, 55.0) == (SPORT, Picture.NO_KEY)
    for number in range(6, 9):  # that recording has ended
        watched.take(made.ecm(), 10.0 * number, None)

    assert on(watched, 81.0) == (NEWS, Picture.WELL)


def test_one_card_that_answers_is_enough() -> None:
    watched = Watched()
    for number in range(3):
        at = 10.0 * number
        watched.take(made.ecm(Outcome.NO_CARD, caid=OTHER), at, None)
        assert watched.take(made.ecm(), at + 0.3, None) is Picture.WELL

    assert on(watched, 25.0) == (NEWS, Picture.WELL)


def test_a_card_that_is_tried_no_more_does_not_help() -> None:
    watched = Watched()
    watched.take(made.ecm(), 0.0, None)
    for number in range(3):
        watched.take(made.ecm(Outcome.REFUSED, caid=OTHER), 8.0 + 10 * number, None)

    assert on(watched, 28.0) == (NEWS, Picture.NO_KEY)


def test_after_a_break_it_begins_anew() -> None:
    watched = Watched()
    watched.take(made.ecm(total_s=0.5), 10.0, None)
    watched.take(made.ecm(MISS, total_s=0.5), 100.0, None)

    worst = watched.worst(100.0)

    assert worst is not None
    assert worst[0].since == 99.5
    assert worst[1].picture is Picture.NO_KEY  # what was good before is long over


def test_what_is_remembered_is_bounded() -> None:
    watched = Watched()
    for number in range(200):
        service, caid = ServiceId(number % 40), Caid(number % 7)
        watched.take(made.ecm(service=service, caid=caid), number / 10, None)
        watched.take(made.ecm(service=NEWS, caid=caid), number / 10, None)

    services = watched._services
    assert len(services) == MAX_SERVICES
    assert NEWS in services
    assert all(len(service.courses) <= MAX_CARDS for service in services.values())


@given(
    st.lists(
        st.tuples(
            st.floats(0, 40),
            st.sampled_from([NEWS, SPORT, ServiceId(3)]),
            st.sampled_from([made.CAID, OTHER]),
            st.sampled_from(list(Outcome)),
            st.floats(0, 5),
        ),
        min_size=1,
    ),
    st.none() | st.floats(0.5, 60),
)
def test_who_begins_to_ask_is_watching(
    questions: list[tuple[float, ServiceId, Caid, Outcome, float]],
    period_s: float | None,
) -> None:
    watched, now = Watched(), 0.0

    for later, service, caid, outcome, total_s in questions:
        now += later
        ecm = made.ecm(outcome, service=service, caid=caid, total_s=total_s)
        watched.take(ecm, now, period_s)
        worst = watched.worst(now)
        newest = now - total_s >= (watched.asked_at or 0.0)
        assert worst is not None or not newest
        assert worst is None or worst[0].since <= now

    assert watched.worst(now + 200) is None


def on(watched: Watched, now: float) -> tuple[ServiceId, Picture]:
    worst = watched.worst(now)
    assert worst is not None
    return worst[1].last.service_id, worst[1].picture
