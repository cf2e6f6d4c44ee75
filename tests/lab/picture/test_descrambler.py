"""Which crypto period has which key, and what had none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import ControlWords
from hearth.lab.card_system import control_word, control_words_of, make_ecm
from hearth.lab.picture.descrambler import UNKNOWN, Descrambler, Moment
from hearth.lab.stream.csa import BatchKey
from hearth.lab.stream.packets import NULL_PACKET, make_packets, scrambling_of
from tests.lab.stream import need

pytestmark = need.library

PID = 0x101
CLEAR = bytes(range(184))
PACKET_S = 0.01


def packet(period: int) -> bytearray:
    """Make a packet as it is on air in a period."""
    made = next(make_packets(PID, CLEAR))
    made[3] |= 0xC0 if period & 1 else 0x80
    with BatchKey() as key:
        key.set(control_word(period))
        key.scramble(made, [(4, 184)])
    return made


def is_opened(descrambler: Descrambler, period: int, now: float = 0.0) -> bool:
    data = packet(period)
    descrambler.take(data, now, PACKET_S, {PID})
    return data[4:] == CLEAR and not scrambling_of(data)


def heard(descrambler: Descrambler, number: int, now: float = 0.0) -> None:
    """Hear an ECM, and have its answer at once."""
    moment = descrambler.moment(make_ecm(number))
    descrambler.answer(moment, control_words_of(number), now)


def test_without_a_key_it_stays_scrambled_and_is_counted() -> None:
    with Descrambler() as descrambler:
        assert not is_opened(descrambler, 4, 40.0)
        assert not is_opened(descrambler, 4, 40.5)
        (period,) = descrambler.periods
        assert (period.lost, period.began_s, period.key_s) == (2, 40.0, None)
        assert period.lost_until_s == pytest.approx(40.51)
        assert not descrambler.has_key


@pytest.mark.parametrize("number", [3, 4])
def test_what_comes_before_the_first_packet_opens_it(number: int) -> None:
    """On air before period 4 begins: its own ECM, or still that of period 3."""
    with Descrambler() as descrambler:
        heard(descrambler, number, 39.0)
        assert descrambler.has_key
        assert is_opened(descrambler, 4, 40.0)
        assert descrambler.periods[0].key_s == 39.0
        assert is_opened(descrambler, 5) is (number == 4)


def test_an_ecm_opens_its_own_period_and_the_next() -> None:
    with Descrambler() as descrambler:
        is_opened(descrambler, 4)
        heard(descrambler, 4)
        assert is_opened(descrambler, 4)
        assert is_opened(descrambler, 5)
        assert not is_opened(descrambler, 6)


def test_an_old_ecm_opens_the_period_that_it_reaches_into() -> None:
    """Tuned in where ECM 3 is still on air, in period 4."""
    with Descrambler() as descrambler:
        is_opened(descrambler, 4)
        heard(descrambler, 3)
        assert is_opened(descrambler, 4)
        assert not is_opened(descrambler, 5)


def test_a_late_answer_opens_what_is_left() -> None:
    with Descrambler() as descrambler:
        is_opened(descrambler, 4)
        moment = descrambler.moment(make_ecm(4))
        assert not is_opened(descrambler, 5, 50.0)
        descrambler.answer(moment, control_words_of(4), 50.3)
        assert is_opened(descrambler, 5, 50.3)
        assert descrambler.periods[1].key_s == 50.3


def test_an_answer_that_is_two_periods_late_opens_nothing() -> None:
    """Its even control word is for period 4, and must not be tried at 6."""
    with Descrambler() as descrambler:
        is_opened(descrambler, 4)
        moment = descrambler.moment(make_ecm(4))
        is_opened(descrambler, 5)
        is_opened(descrambler, 6)
        descrambler.answer(moment, control_words_of(4), 0.0)
        assert not descrambler.has_key
        assert not is_opened(descrambler, 6)


def test_a_half_of_zeros_says_nothing() -> None:
    with Descrambler() as descrambler:
        heard(descrambler, 4)
        is_opened(descrambler, 4)
        moment = descrambler.moment(make_ecm(4))
        descrambler.answer(moment, ControlWords(bytes(8) + control_word(5)), 0.0)
        assert is_opened(descrambler, 4)
        assert is_opened(descrambler, 5)


def test_an_early_answer_that_comes_late_is_taken_too() -> None:
    with Descrambler() as descrambler:
        moment = descrambler.moment(make_ecm(4))
        assert moment == Moment(0, UNKNOWN, 0)
        is_opened(descrambler, 4)
        descrambler.answer(moment, control_words_of(4), 0.0)
        assert is_opened(descrambler, 4)


def test_a_better_answer_takes_the_place_of_a_wrong_one() -> None:
    with Descrambler() as descrambler:
        is_opened(descrambler, 4)
        moment = descrambler.moment(make_ecm(4))
        descrambler.answer(moment, control_words_of(6), 0.0)
        assert not is_opened(descrambler, 4)
        descrambler.answer(moment, control_words_of(4), 0.0)
        assert is_opened(descrambler, 4)


def test_what_is_not_ours_or_not_scrambled_stays() -> None:
    other = next(make_packets(0x200, CLEAR))
    other[3] |= 0x80
    data = bytearray(NULL_PACKET + bytes(other))
    before = bytes(data)
    with Descrambler() as descrambler:
        descrambler.take(data, 0.0, PACKET_S, {PID})
        assert data == before
        assert descrambler.periods == []


def test_a_change_in_the_midst_of_the_packets() -> None:
    data = packet(4) + packet(5)
    with Descrambler() as descrambler:
        heard(descrambler, 4)
        descrambler.take(data, 49.99, PACKET_S, {PID})
        assert data[4:188] + data[192:] == CLEAR * 2
        assert [p.began_s for p in descrambler.periods] == [49.99, 50.0]


@given(late=st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_no_answer_ever_opens_another_period(late: list[int]) -> None:
    """However late answers come: a packet is opened rightly or not at all."""
    with Descrambler() as descrambler:
        due: list[tuple[int, int, Moment]] = []
        for number, periods in enumerate(late):
            data = packet(number)
            descrambler.take(data, float(number), PACKET_S, {PID})
            assert data[4:] == CLEAR or scrambling_of(data)
            due.append((number + periods, number, descrambler.moment(make_ecm(number))))
            for when, asked, moment in due:
                if when == number:
                    descrambler.answer(moment, control_words_of(asked), float(number))
