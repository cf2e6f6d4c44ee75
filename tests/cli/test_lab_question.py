import sys

import pytest

from hearth.cli.lab_question import lab_probe, lab_questions
from hearth.dvb import Caid
from hearth.lab.card_system import LabCard
from hearth.lab.identities import lab_card

OTHER = lab_card(ca_system_id=Caid(0x0D02))


def test_the_laboratorys_card_answers_and_no_two_questions_are_the_same() -> None:
    questions = lab_questions([OTHER, lab_card()])

    assert questions is not None
    first, second = next(questions), next(questions)
    assert first.probe.section != second.probe.section
    assert LabCard().answer(first.probe.section) == first.right


def test_one_question() -> None:
    assert lab_probe([lab_card()]) is not None
    assert lab_probe([OTHER]) is None


def test_there_is_nothing_to_ask_other_cards() -> None:
    assert lab_questions([OTHER]) is None
    assert lab_questions([]) is None


def test_without_the_laboratory_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "hearth.lab.card_system", None)

    assert lab_questions([lab_card()]) is None
