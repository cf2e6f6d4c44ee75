"""Answers are given again for a while, and wrong ones are told by three signs."""

import pytest

from hearth.core.observations import Fault
from hearth.core.routing.answers import (
    GIVEN_A_SERVICE,
    GIVEN_S,
    MAX_REMEMBERED,
    MAX_SERVICES,
    Answers,
    Remembered,
)
from hearth.core.routing.questions import Service
from hearth.dvb import ControlWords, ServiceId
from tests.core.home import PROVIDER, SERVICE, SYSTEM, WRONG, ZERO, ecm, words

NEWS: Service = (SYSTEM, PROVIDER, SERVICE)
FILMS: Service = (SYSTEM, PROVIDER, ServiceId(7))


def answer(number: int, at: float) -> Remembered:
    return Remembered(words(number), "card.lan", 1, at)


def half(number: int, *, even: bool) -> ControlWords:
    """An answer of which only one half is new."""
    given = words(number).reveal()
    return ControlWords(given[:8] + bytes(8) if even else bytes(8) + given[8:])


# Remembering


def test_an_answer_is_remembered_for_15_s() -> None:
    answers = Answers()
    key = (SYSTEM, ecm(1).data)
    answers.remember(key, answer(1, 100.0))

    assert answers.recall(key, 100.0) == answer(1, 100.0)
    assert answers.recall(key, 115.0) == answer(1, 100.0)
    assert answers.recall(key, 115.1) is None
    assert answers.recall((SYSTEM, ecm(2).data), 100.0) is None


def test_what_is_over_goes_when_something_is_added() -> None:
    answers = Answers()
    for number in range(50):
        answers.remember((SYSTEM, ecm(number).data), answer(number, float(number)))

    assert len(answers) == 16


def test_remembered_answers_are_bounded_and_the_oldest_goes() -> None:
    answers = Answers()
    for number in range(MAX_REMEMBERED + 1):
        answers.remember((SYSTEM, ecm(number).data), answer(number, 1.0))

    assert len(answers) == MAX_REMEMBERED
    assert answers.recall((SYSTEM, ecm(0).data), 1.0) is None
    assert answers.recall((SYSTEM, ecm(1).data), 1.0) is not None


def test_an_answer_that_is_renewed_is_the_latest() -> None:
    answers = Answers()
    first, second = (SYSTEM, ecm(1).data), (SYSTEM, ecm(2).data)
    answers.remember(first, answer(1, 0.0))
    answers.remember(second, answer(2, 10.0))
    answers.remember(first, answer(1, 16.0))
    answers.remember((SYSTEM, ecm(3).data), answer(3, 26.0))

    assert answers.recall(first, 26.0) is not None
    assert len(answers) == 2


# Faults

HALF_WRONG = ControlWords(words(1).reveal()[:8] + WRONG.reveal()[8:])

# what it shows                      the answer           fault
FAULTS = [
    ("a right one",                  words(1),            None),
    ("only the even one is new",     half(1, even=True),  None),
    ("only the odd one is new",      half(1, even=False), None),
    ("both zero: no answer",         ZERO,                Fault.ALL_ZERO),
    ("check bytes",                  WRONG,               Fault.CHECK_BYTES),
    ("check bytes of one half",      HALF_WRONG,          Fault.CHECK_BYTES),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "pair", "fault"), FAULTS)
def test_control_words_that_cannot_be_right(
    shows: str, pair: ControlWords, fault: Fault | None
) -> None:
    assert Answers().fault_of(NEWS, ecm(1).data, pair, 1.0) is fault, shows


def test_a_pair_that_another_section_of_the_service_was_given_is_stale() -> None:
    answers = Answers()
    answers.give(NEWS, ecm(1).data, words(1), 100.0)

    assert answers.fault_of(NEWS, ecm(2).data, words(1), 110.0) is Fault.STALE
    assert answers.fault_of(NEWS, ecm(1).data, words(1), 110.0) is None
    assert answers.fault_of(NEWS, ecm(2).data, words(2), 110.0) is None
    assert answers.fault_of(FILMS, ecm(2).data, words(1), 110.0) is None


def test_one_half_that_comes_again_is_not_stale() -> None:
    """In the next period one of the two is new."""
    answers = Answers()
    one, two = words(1).reveal(), words(2).reveal()
    answers.give(NEWS, ecm(1).data, ControlWords(one[:8] + one[8:]), 100.0)

    next_one = ControlWords(two[:8] + one[8:])
    assert answers.fault_of(NEWS, ecm(2).data, next_one, 110.0) is None


def test_a_pair_is_stale_for_five_minutes_after_it_was_seen_last() -> None:
    answers = Answers()
    answers.give(NEWS, ecm(1).data, words(1), 0.0)
    assert answers.fault_of(NEWS, ecm(2).data, words(1), GIVEN_S) is None

    at = 0.0
    for number in range(2, 102):  # a card that is stuck for hours
        at += GIVEN_S - 1
        assert answers.fault_of(NEWS, ecm(number).data, words(1), at) is Fault.STALE
    assert answers.fault_of(NEWS, ecm(2).data, words(1), at + GIVEN_S) is None


def test_so_many_periods_of_a_service_are_known() -> None:
    answers = Answers()
    for number in range(1, 1 + GIVEN_A_SERVICE):
        answers.give(NEWS, ecm(number).data, words(number), 1.0)
    assert answers.fault_of(NEWS, ecm(99).data, words(2), 1.0) is Fault.STALE
    answers.give(NEWS, ecm(50).data, words(50), 1.0)
    assert answers.fault_of(NEWS, ecm(99).data, words(1), 1.0) is None
    assert answers.fault_of(NEWS, ecm(99).data, words(2), 1.0) is Fault.STALE


def test_the_services_that_are_kept_are_bounded_and_the_idle_one_goes() -> None:
    answers = Answers()
    answers.give(NEWS, ecm(1).data, words(1), 1.0)
    for number in range(MAX_SERVICES - 1):
        service = (SYSTEM, PROVIDER, ServiceId(number))
        answers.give(service, ecm(2).data, words(2), 1.0)
    answers.give(NEWS, ecm(3).data, words(3), 1.0)

    answers.give((SYSTEM, PROVIDER, ServiceId(0x5555)), ecm(2).data, words(2), 1.0)

    assert len(answers._given) == MAX_SERVICES
    assert answers.fault_of(NEWS, ecm(4).data, words(1), 1.0) is Fault.STALE
    idle = (SYSTEM, PROVIDER, ServiceId(0))
    assert answers.fault_of(idle, ecm(4).data, words(2), 1.0) is None
