"""Card updates go to the line of their card, once, and only if they may."""

import pytest

from hearth.core.cards.emms import MAX_REMEMBERED
from hearth.core.observations import EmmKept, EmmPassed
from hearth.dvb import Section
from tests.core.home import SYSTEM, Home, account, card

HEAD = bytes([0x82, 0x70, 0x04])


def emm(number: int) -> Section:
    return Section(HEAD + number.to_bytes(4, "big"))


def test_an_emm_goes_to_the_line_of_its_card_under_that_line_s_number() -> None:
    home = Home(lines=("one", "two"), pass_emm=True, up=False)
    home["one"].comes_up(card(1))
    home["two"].comes_up(card(2))
    tv = home.receiver("tv")
    home.said()

    tv.sends_emm(emm(1), share=2)

    assert home["one"].emms == []
    assert home["two"].emms == [(101, emm(1))]
    assert home.seen(EmmPassed) == [EmmPassed("tv", "two.lan", SYSTEM, 7)]


def test_a_card_that_two_lines_have_gets_it_over_the_preferred_one() -> None:
    home = Home(lines=("one", "two"), pass_emm=True)
    tv = home.receiver("tv")

    tv.sends_emm(emm(1))
    assert home["one"].emms
    assert not home["two"].emms

    home["one"].goes_down()
    tv.sends_emm(emm(2))
    assert home["two"].emms == [(101, emm(2))]


# EMMs passed on, account may, why it is kept
KEPT = [
    (False, True, "DISABLE EMM is yes, or the account may not send EMMs"),
    (True, False, "DISABLE EMM is yes, or the account may not send EMMs"),
]


@pytest.mark.parametrize(("pass_emm", "may", "why"), KEPT)
def test_an_emm_that_may_not_be_passed_on_is_kept(
    pass_emm: bool, may: bool, why: str
) -> None:
    home = Home(pass_emm=pass_emm, accounts=(account("tv", allow_emm=may),))
    tv = home.receiver("tv")
    home.said()

    tv.sends_emm(emm(1))

    assert home["card"].emms == []
    assert home.seen(EmmKept) == [EmmKept("tv", SYSTEM, why)]


def test_an_emm_for_a_card_that_the_receiver_was_not_told_of_is_kept() -> None:
    home = Home(pass_emm=True, accounts=("tv", account("kids", up_hops=0)), up=False)
    home["card"].comes_up(card(hops=1))
    home.receiver("tv")
    kids = home.receiver("kids")
    home.said()

    kids.sends_emm(emm(1), share=1)
    kids.sends_emm(emm(1), share=99)

    assert home["card"].emms == []
    why = "the card that it is for is not there"
    assert home.seen(EmmKept) == [EmmKept("kids", SYSTEM, why)] * 2


def test_an_emm_for_a_card_whose_line_is_away_is_kept() -> None:
    home = Home(pass_emm=True)
    tv = home.receiver("tv")
    home["card"].goes_down()
    home.said()

    tv.sends_emm(emm(1))

    assert home["card"].emms == []
    assert len(home.seen(EmmKept)) == 1


def test_an_emm_of_somebody_who_is_not_logged_in_is_nothing() -> None:
    home = Home(pass_emm=True)
    stranger = home.connects()
    home.said()

    stranger.sends_emm(emm(1), share=1)

    assert home.said() == []


def test_the_same_emm_goes_out_once_within_a_minute() -> None:
    home = Home(pass_emm=True)
    tv, kids = home.receiver("tv"), home.receiver("kids")

    tv.sends_emm(emm(1))
    kids.sends_emm(emm(1))
    kids.sends_emm(emm(2))
    home.after(59.9)
    tv.sends_emm(emm(1))
    assert home["card"].emms == [(101, emm(1)), (101, emm(2))]

    home.after(0.2)
    tv.sends_emm(emm(1))
    assert len(home["card"].emms) == 3


def test_the_same_bytes_for_another_system_are_another_emm() -> None:
    home = Home(pass_emm=True, up=False)
    home["card"].comes_up(card(), card(system=0x0D05))
    tv = home.receiver("tv")

    tv.sends_emm(emm(1), share=1)
    tv.sends_emm(emm(1), share=2, system=0x0D05)

    assert home["card"].emms == [(101, emm(1)), (102, emm(1))]


def test_an_emm_that_was_kept_may_go_out_at_once_when_its_card_is_there() -> None:
    home = Home(pass_emm=True)
    tv = home.receiver("tv")
    home["card"].goes_down()
    tv.sends_emm(emm(1))

    home["card"].comes_up()
    tv.sends_emm(emm(1))

    assert home["card"].emms == [(101, emm(1))]


def test_what_is_remembered_is_bounded() -> None:
    home = Home(pass_emm=True)
    tv = home.receiver("tv")
    for number in range(MAX_REMEMBERED + 5):
        tv.sends_emm(emm(number))

    assert len(home["card"].emms) == MAX_REMEMBERED + 5
    assert len(home.server._emms._passed) == MAX_REMEMBERED


def test_what_was_passed_on_longest_ago_is_forgotten_first() -> None:
    home = Home(pass_emm=True)
    tv = home.receiver("tv")
    tv.sends_emm(emm(0))
    home.after(61)
    for number in range(1, MAX_REMEMBERED):
        tv.sends_emm(emm(number))
    tv.sends_emm(emm(0))
    tv.sends_emm(emm(MAX_REMEMBERED))

    kept = {section for _, section in home.server._emms._passed}
    assert emm(0).data in kept, "it was passed on again since"
    assert emm(1).data not in kept
