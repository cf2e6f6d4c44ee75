"""A receiver on a real connection asks for what a stream brings."""

import asyncio

import pytest

from hearth.dvb import ControlWords
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import SERVICE_ID, control_words_of, make_ecm
from hearth.lab.picture.asking import PictureReceiver, StreamViewer
from hearth.lab.picture.box import HeardEcm
from hearth.lab.picture.descrambler import Moment
from hearth.lab.receiver import State
from hearth.lab.statistics import Verdict
from hearth.lab.viewer import NEVER
from tests.lab.house import ACCOUNTS, SOON_S, account

Told = list[tuple[HeardEcm, ControlWords]]


def ecm(number: int) -> HeardEcm:
    section = make_ecm(number)
    return HeardEcm(number, section, Moment(0, 0, 0), 0.0, control_words_of(number))


def viewer(speed: float = 1) -> tuple[StreamViewer, Told]:
    told: Told = []
    return StreamViewer(
        SERVICE_ID, lambda *answer: told.append(answer), speed=speed
    ), told


def test_it_asks_for_what_is_on_air_once() -> None:
    watching, _ = viewer()
    assert watching.take_question(0.0) is None
    assert watching.wake_at(0.0) == NEVER

    watching.hear(ecm(1))
    question = watching.take_question(0.0)

    assert question is not None
    assert (question.section, question.period) == (make_ecm(1), 1)
    assert watching.take_question(0.0) is None
    assert watching.wake_at(0.0) == 10.0
    watching.finish()
    watching.hear(ecm(2))
    assert watching.take_question(1.0) is None


# the answer, and how it is judged
ANSWERS = [(1, Verdict.RIGHT), (2, Verdict.WRONG)]


@pytest.mark.parametrize(("number", "verdict"), ANSWERS)
def test_an_answer_is_passed_on_and_judged(number: int, verdict: Verdict) -> None:
    watching, told = viewer(speed=4)
    heard = ecm(1)
    watching.hear(heard)
    assert watching.take_question(0.0) is not None

    watching.answered(1, control_words_of(number), 0.5)
    watching.answered(1, control_words_of(1), 0.6)  # too late to count

    assert told == [(heard, control_words_of(number))]
    assert (heard.verdict, heard.after_s) == (verdict, 2.0)


def test_what_is_lost_is_asked_again_and_what_is_refused_is_not() -> None:
    watching, _ = viewer()
    heard = ecm(1)
    watching.hear(heard)
    watching.take_question(0.0)

    watching.disconnected(1.0)
    verdicts = [heard.verdict]
    again = watching.take_question(2.0)
    assert again is not None
    watching.refused(again.number, 3.0)

    verdicts.append(heard.verdict)
    assert verdicts == [Verdict.UNANSWERED, Verdict.REFUSED]
    assert watching.take_question(4.0) is None


def test_patience_is_of_the_streams_seconds() -> None:
    watching, _ = viewer(speed=10)
    watching.hear(ecm(1))
    watching.take_question(0.0)

    assert watching.give_up(0.9) == []
    assert watching.give_up(1.0) == [1]


@pytest.mark.asyncio
async def test_answers_come_over_a_real_connection() -> None:
    watching, told = viewer()
    reader = CardReader(CardBehaviour())
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        receiver = PictureReceiver(account(server), watching, partner=False)
        async with asyncio.timeout(SOON_S), asyncio.TaskGroup() as group:
            group.create_task(receiver.run())
            await receiver.watch.until(lambda: receiver.state is State.WATCHING)
            for number in (1, 2):
                receiver.hear(ecm(number))
                await receiver.watch.until(lambda n=number: len(told) == n)  # type: ignore[misc]
            receiver.stop()

    assert [answer for _, answer in told] == [control_words_of(n) for n in (1, 2)]
    assert watching.statistics.all_right
