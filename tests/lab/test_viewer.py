"""What a viewer asks and when, on a clock that is an argument."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import ServiceId
from hearth.errors import UsageError
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_system import control_words_of, make_ecm
from hearth.lab.statistics import Verdict
from hearth.lab.viewer import NEVER, Outcome, Stay, Viewer, stay_forever, zap

ONE, TWO, THREE = ServiceId(0x1234), ServiceId(0x1235), ServiceId(0x1236)


def viewer(*stays: Stay, give_up_s: float = 8.0) -> Viewer:
    watched = iter(stays) if stays else stay_forever(ONE)
    return Viewer(Broadcast(), watched, give_up_s=give_up_s)


def asked(eyes: Viewer, now: float) -> tuple[ServiceId, int] | None:
    question = eyes.take_question(now)
    return (question.service_id, question.period) if question else None


def test_each_period_is_asked_for_once_from_its_begin() -> None:
    eyes = viewer()

    assert asked(eyes, 3.0) == (ONE, 0)
    assert asked(eyes, 9.0) is None
    assert eyes.wake_at(9.0) == 10.0
    assert asked(eyes, 10.0) == (ONE, 1)
    assert eyes.statistics.questions == 2


def test_a_question_holds_the_ecm_on_air() -> None:
    question = viewer(Stay(TWO, NEVER)).take_question(31.0)

    assert question is not None
    assert question.section == make_ecm(3, service_id=TWO)


def test_another_channel_is_asked_for_at_once() -> None:
    eyes = viewer(Stay(ONE, 4.0), Stay(TWO, 3.0), Stay(ONE, 1.0))

    assert asked(eyes, 1.0) == (ONE, 0)
    assert eyes.wake_at(1.0) == 5.0
    assert asked(eyes, 5.0) == (TWO, 0)
    assert asked(eyes, 8.0) == (ONE, 0)
    assert eyes.wake_at(8.0) == 9.0
    assert asked(eyes, 9.0) is None  # nothing else comes: it stays there
    assert eyes.service_id == ONE
    assert eyes.wake_at(9.0 + 1e-3) == 9.0 + 0  # the first question is overdue


def test_time_that_was_slept_through_is_zapped_through() -> None:
    eyes = viewer(Stay(ONE, 4.0), Stay(TWO, 3.0), Stay(THREE, 100.0))
    eyes.wake_at(0.0)

    assert asked(eyes, 50.0) == (THREE, 5)


# what it shows       words of period  words of service  verdict
ANSWERS = [
    ("the right ones", 2, ONE, Verdict.RIGHT),
    ("the next period's", 3, ONE, Verdict.WRONG),
    ("the last period's", 1, ONE, Verdict.WRONG),
    ("another channel's", 2, TWO, Verdict.WRONG),
]


@pytest.mark.parametrize(("shows", "period", "service", "verdict"), ANSWERS)
def test_an_answer_is_right_if_it_is_exactly_this_periods(
    shows: str, period: int, service: ServiceId, verdict: Verdict
) -> None:
    told: list[Outcome] = []
    eyes = Viewer(Broadcast(), stay_forever(ONE), told=told.append)
    question = eyes.take_question(20.0)
    assert question is not None

    eyes.answered(question.number, control_words_of(period, service_id=service), 20.25)

    assert told == [Outcome(question, verdict, 0.25)], shows
    assert eyes.under_way == 0
    assert eyes.statistics.last_s == 0.25


def test_a_refusal_is_not_asked_again_in_the_same_period() -> None:
    eyes = viewer()
    eyes.take_question(0.0)

    eyes.refused(1, 0.5)

    assert eyes.statistics.refused == 1
    assert eyes.take_question(1.0) is None
    assert asked(eyes, 10.0) == (ONE, 1)


def test_what_is_given_up_is_asked_anew_while_it_is_on_air() -> None:
    eyes = viewer(give_up_s=4.0)
    eyes.take_question(1.0)

    assert eyes.give_up(4.9) == []
    assert eyes.wake_at(4.9) == 5.0
    assert eyes.give_up(5.0) == [1]
    assert asked(eyes, 5.0) == (ONE, 0)
    assert eyes.statistics.unanswered == 1


def test_what_is_given_up_later_is_not() -> None:
    eyes = viewer(give_up_s=4.0)
    eyes.take_question(9.0)
    eyes.take_question(10.0)

    assert eyes.give_up(13.0) == [1]
    assert eyes.take_question(13.0) is None


def test_an_answer_that_nobody_waits_for_does_not_count() -> None:
    eyes = viewer(give_up_s=4.0)
    eyes.take_question(0.0)
    eyes.give_up(4.0)

    eyes.answered(1, control_words_of(0), 4.5)
    eyes.refused(1, 4.5)
    eyes.answered(77, control_words_of(0), 4.5)

    assert (eyes.statistics.right, eyes.statistics.refused) == (0, 0)


def test_a_lost_connection_loses_its_questions_and_asks_anew() -> None:
    eyes = viewer()
    eyes.take_question(9.0)
    eyes.take_question(10.0)

    eyes.disconnected(11.0)

    assert eyes.statistics.unanswered == 2
    assert asked(eyes, 12.0) == (ONE, 1)


def test_an_answered_period_is_asked_again_on_a_new_connection() -> None:
    eyes = viewer()
    eyes.take_question(1.0)
    eyes.answered(1, control_words_of(0), 1.1)

    eyes.disconnected(2.0)

    assert eyes.statistics.unanswered == 0
    assert asked(eyes, 3.0) == (ONE, 0)


def test_who_finishes_asks_nothing_more_and_waits_for_what_is_under_way() -> None:
    eyes = viewer(give_up_s=4.0)
    eyes.take_question(1.0)
    eyes.finish()

    assert eyes.take_question(10.0) is None
    assert eyes.wake_at(2.0) == 5.0
    eyes.answered(1, control_words_of(0), 3.0)
    assert eyes.wake_at(3.0) == NEVER


def test_there_is_something_to_watch() -> None:
    with pytest.raises(UsageError):
        Viewer(Broadcast(), iter(()))


@given(
    st.floats(0.05, 12),
    st.floats(0.05, 30),
    st.floats(20, 1e6),
    st.integers(0, 1000),
    st.booleans(),
)
def test_whoever_wakes_when_told_asks_for_every_period_and_never_spins(
    period_s: float, zap_s: float, start: float, seed: int, staggered: bool
) -> None:
    stays = zap([ONE, TWO, THREE], zap_s, Random(seed))
    eyes = Viewer(Broadcast(period_s, staggered=staggered), stays)
    now, seen = start, set[tuple[ServiceId, int]]()

    for _ in range(40):
        eyes.give_up(now)
        question = eyes.take_question(now)
        if question is not None:
            eyes.answered(
                question.number,
                control_words_of(question.period, service_id=question.service_id),
                now,
            )
            seen.add((question.service_id, question.period))
        on_air = eyes.broadcast.period(eyes.service_id, now)
        assert (eyes.service_id, on_air) in seen
        later = eyes.wake_at(now)
        assert now < later <= now + period_s + 1e-5
        now = later
    assert eyes.statistics.all_right


def test_zapping_never_stays_and_takes_about_its_time() -> None:
    stays = list(itertools.islice(zap([ONE, TWO, THREE], 10.0, Random(5)), 300))

    assert stays[0].service_id == ONE
    assert {stay.service_id for stay in stays} == {ONE, TWO, THREE}
    assert all(a.service_id != b.service_id for a, b in itertools.pairwise(stays))
    assert all(5 <= stay.seconds <= 15 for stay in stays)
    again = list(itertools.islice(zap([ONE, TWO, THREE], 10.0, Random(5)), 300))
    assert again == stays


def test_with_one_channel_there_is_no_zapping() -> None:
    assert list(zap([TWO], 10.0, Random(1))) == [Stay(TWO, NEVER)]


@pytest.mark.parametrize(("services", "every_s"), [([], 1.0), ([ONE, TWO], 0)])
def test_zapping_that_cannot_be(services: list[ServiceId], every_s: float) -> None:
    with pytest.raises(UsageError):
        next(zap(services, every_s, Random(1)))


def test_with_a_lead_the_next_ecm_is_asked_before_its_period() -> None:
    eyes = Viewer(Broadcast(lead_s=2.0), stay_forever(ONE))

    assert asked(eyes, 3.0) == (ONE, 0)
    assert eyes.take_question(9.0) is None
    assert eyes.wake_at(9.0) == 13.0  # the first one is overdue then
    eyes.refused(1, 17.9)
    assert asked(eyes, 17.9) is None
    assert eyes.wake_at(17.9) == 18.0
    assert asked(eyes, 18.0) == (ONE, 1)


def test_nobody_in_front_of_it_asks_nothing() -> None:
    begun: list[tuple[bool, float]] = []
    stays = iter([Stay(ONE, 5.0), Stay(ONE, 100.0, is_on=False), Stay(ONE, 5.0)])
    eyes = Viewer(
        Broadcast(), stays, zapped=lambda stay, at: begun.append((stay.is_on, at))
    )

    assert asked(eyes, 1.0) == (ONE, 0)
    assert asked(eyes, 20.0) is None
    assert not eyes.is_on
    assert eyes.give_up(20.0) == [1]
    assert eyes.wake_at(20.0) == 106.0
    assert asked(eyes, 106.0) == (ONE, 10)
    assert begun == [(True, 1.0), (False, 6.0), (True, 106.0)]


def test_after_some_refusals_it_asks_no_more_until_the_next_channel() -> None:
    eyes = Viewer(
        Broadcast(), iter([Stay(ONE, 60.0), Stay(TWO, 60.0)]), most_refusals=2
    )
    for now in (1.0, 11.0):
        question = eyes.take_question(now)
        assert question is not None
        eyes.refused(question.number, now)

    assert eyes.has_given_up
    assert asked(eyes, 21.0) is None
    assert asked(eyes, 61.0) == (TWO, 6)
