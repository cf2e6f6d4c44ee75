"""A card's behaviour: what it answers and when, on a clock that is an argument."""

from dataclasses import replace
from typing import Any

import pytest

from hearth.dvb import ControlWords, Section, ServiceId
from hearth.errors import UsageError
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_system import control_words_of, make_ecm

# what it shows            behaviour                            asked at      due at
DUE = [
    ("at once", CardBehaviour(), [1.0, 1.0], [1.0, 1.0]),
    ("each for itself", CardBehaviour(delay_s=0.5), [1.0, 1.25], [1.5, 1.75]),
    (
        "one after the other",
        CardBehaviour(delay_s=0.5, serial=True),
        [1.0, 1.25, 5.0],
        [1.5, 2.0, 5.5],
    ),
    ("serial and quick", CardBehaviour(serial=True), [1.0, 1.0], [1.0, 1.0]),
]


@pytest.mark.parametrize(("shows", "behaviour", "asked", "due"), DUE)
def test_when_an_answer_comes(
    shows: str, behaviour: CardBehaviour, asked: list[float], due: list[float]
) -> None:
    reader = CardReader(behaviour)

    replies = [reader.take(make_ecm(1), now) for now in asked]

    assert [reply.due for reply in replies if reply] == due, shows
    assert all(r and r.control_words == control_words_of(1) for r in replies), shows


def test_jitter_varies_to_either_side_and_never_before_the_question() -> None:
    reader = CardReader(CardBehaviour(delay_s=0.02, jitter_s=0.05))

    took = [r.due - 7.0 for _ in range(200) if (r := reader.take(make_ecm(1), 7.0))]

    assert min(took) == 0
    assert 0.06 < max(took) <= 0.07 + 1e-9


def test_the_same_seed_is_the_same_run() -> None:
    def run(seed: int) -> list[tuple[float, bool]]:
        behaviour = CardBehaviour(delay_s=0.1, jitter_s=0.1, refuse=0.5)
        reader = CardReader(behaviour, seed=seed)
        replies = (reader.take(make_ecm(n), 0.0) for n in range(50))
        return [(r.due, r.control_words is None) for r in replies if r]

    assert run(3) == run(3) != run(4)


@pytest.mark.parametrize(
    ("share", "least", "most"), [(0, 0, 0), (0.3, 30, 90), (1, 200, 200)]
)
def test_a_share_of_the_questions_is_refused(
    share: float, least: int, most: int
) -> None:
    reader = CardReader(CardBehaviour(refuse=share))

    replies = [reader.take(make_ecm(n), 0.0) for n in range(200)]

    refused = sum(
        reply is not None and reply.control_words is None for reply in replies
    )
    assert least <= refused <= most


def test_wrong_control_words_pass_every_check_that_needs_no_knowledge() -> None:
    reply = CardReader(CardBehaviour(wrong=1)).take(make_ecm(4), 0.0)

    assert reply is not None
    assert reply.control_words is not None
    assert reply.control_words.check_bytes_hold
    assert reply.control_words != control_words_of(4)


@pytest.mark.parametrize("behaviour", [CardBehaviour(), CardBehaviour(wrong=1)])
def test_what_is_not_for_the_card_is_refused(behaviour: CardBehaviour) -> None:
    reply = CardReader(behaviour).take(Section(bytes.fromhex("80 70 01 00")), 0.0)

    assert reply is not None
    assert reply.control_words is None


def test_a_stalled_card_says_nothing_until_it_is_well_again() -> None:
    reader = CardReader()
    well = reader.behaviour

    reader.behaviour = replace(well, stalled=True)
    assert reader.take(make_ecm(1), 0.0) is None
    reader.behaviour = well
    assert reader.take(make_ecm(1), 0.0) is not None


@pytest.mark.parametrize(
    "wrong", [{"delay_s": -1}, {"jitter_s": -0.1}, {"refuse": 1.1}, {"wrong": -0.1}]
)
def test_behaviour_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        CardBehaviour(**wrong)


def test_a_stale_answer_is_the_channels_last_one_and_not_too_old() -> None:
    one, two = ServiceId(1), ServiceId(2)
    reader = CardReader()
    first = words(reader, make_ecm(1, service_id=one), 0.0)
    words(reader, make_ecm(1, service_id=two), 1.0)
    reader.behaviour = CardBehaviour(stale=1)

    assert words(reader, make_ecm(2, service_id=one), 10.0) == first
    right = control_words_of(9, service_id=one)
    assert words(reader, make_ecm(9, service_id=one), 70.0) == right


def test_what_is_wrong_with_control_words_can_be_chosen() -> None:
    broken = words(CardReader(CardBehaviour(broken=1)), make_ecm(1), 0.0)
    zero = words(CardReader(CardBehaviour(zero=1)), make_ecm(1), 0.0)

    assert broken is not None
    assert not broken.check_bytes_hold
    assert zero is not None
    assert zero.is_all_zero


def test_real_cards_vary_and_have_outliers_and_chains_swing() -> None:
    usual = CardBehaviour(delay_s=0.2, spread=0.12, outliers=0.1, outlier_times=4)
    reader = CardReader(usual, seed=1)
    taken = sorted(due(reader, n, 0.0) for n in range(2000))

    assert taken[1000] == pytest.approx(0.2, abs=0.02)
    assert taken[1700] < 0.3 < 0.6 < taken[1950]

    swing = CardReader(CardBehaviour(swing_s=2.0, swing_every_s=60.0))
    assert due(swing, 1, 0.0) == pytest.approx(0.0)
    assert due(swing, 1, 30.0) == pytest.approx(32.0)


def words(reader: CardReader, section: Section, now: float) -> ControlWords | None:
    reply = reader.take(section, now)
    assert reply is not None
    return reply.control_words


def due(reader: CardReader, period: int, now: float) -> float:
    reply = reader.take(make_ecm(period), now)
    assert reply is not None
    return reply.due
