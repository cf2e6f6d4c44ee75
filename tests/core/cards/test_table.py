"""Cards are learnt from lines, and receivers are told of those that they may use."""

from dataclasses import replace

import pytest

from hearth.core import commands
from hearth.core.cards.table import CardTable
from hearth.core.observations import CardLearnt, CardLeft, CardNotTaken
from hearth.core.routing.lines import MAX_CARDS
from hearth.core.settings import CardFilter, CardLimit, Line
from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId
from tests.core.home import NODE, PARTNER, PROVIDER, SYSTEM, Home, account, card

HOLDER = NodeId(b"holder..")
ONE_CARD = (CardFilter(Caid(0), ProviderId(0), 0), CardFilter(SYSTEM, PROVIDER, 1))


# What a receiver is told


def test_a_card_is_announced_one_hop_on_with_our_node_and_no_further() -> None:
    home = Home()

    tv = home.receiver("tv")

    assert tv.cards == {
        1: Card(
            SYSTEM,
            (Provider(PROVIDER),),
            hops=1,
            reshare=0,
            serial=bytes(8),
            nodes=(HOLDER, NODE),
        )
    }


# EMM passed on, account may, serial that is told
SERIALS = [
    (True, True, b"serial.1"),
    (True, False, bytes(8)),
    (False, True, bytes(8)),
]


@pytest.mark.parametrize(("pass_emm", "may", "told"), SERIALS)
def test_the_serial_is_told_to_who_may_send_emms(
    pass_emm: bool, may: bool, told: bytes
) -> None:
    home = Home(pass_emm=pass_emm, accounts=(account("tv", allow_emm=may),))

    assert home.receiver("tv").cards[1].serial == told


def test_services_that_a_line_lists_are_not_passed_on() -> None:
    """Peers misread the message that has them, so it is never sent."""
    home = Home(up=False)
    home["card"].comes_up(card(good=(1,), bad=(2,)))

    told = home.receiver("tv").cards[1]
    assert told.good_services == told.bad_services == ()


def test_cards_that_come_and_go_are_told_at_once_and_nobody_is_dropped() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()

    home["card"].adds(102, card(7))
    assert {c.providers[0].provider_id for c in tv.cards.values()} == {PROVIDER, 7}
    home["card"].removes(101)
    assert {c.providers[0].provider_id for c in tv.cards.values()} == {7}

    assert tv in home


def test_a_card_that_is_announced_again_is_not_told_again() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()

    home["card"].adds(101, card())
    home["card"].adds(102, card())

    assert [type(c).__name__ for c in home.said()] == ["Observe"] * 3
    home["card"].removes(101)
    assert list(tv.cards) == [1], "the other share of the same card is still there"
    home["card"].removes(102)
    assert tv.cards == {}


def test_a_share_id_that_is_another_card_now_is_told_as_such() -> None:
    home = Home()
    tv = home.receiver("tv")

    home["card"].adds(101, card(7))

    assert [c.providers[0].provider_id for c in tv.cards.values()] == [7]
    assert list(tv.cards) == [2]


def test_what_was_never_announced_is_withdrawn_without_a_word() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()

    home["card"].removes(999)

    assert home.said() == []
    assert list(tv.cards) == [1]


# Which cards are taken

# the card as announced              taken   why not
JUDGED = [
    (card(hops=0), True, ""),
    (card(hops=1), True, ""),
    (card(hops=2), False, "2 servers away"),
    (card(nodes=(HOLDER, NODE)), False, "a loop"),
    (card(nodes=(NODE,)), False, "a loop"),
]


@pytest.mark.parametrize(("announced", "taken", "why"), JUDGED)
def test_which_cards_are_the_home_s_own(announced: Card, taken: bool, why: str) -> None:
    home = Home(up=False)
    tv = home.receiver("tv")
    home["card"].comes_up(announced)

    assert bool(tv.cards) is taken
    refused = home.seen(CardNotTaken)
    assert [why in r.reason for r in refused] == ([] if taken else [True])


def test_hop_0_is_the_home_s_own_for_an_account_with_no_hops() -> None:
    home = Home(accounts=(account("kids", up_hops=0),), up=False)
    kids = home.receiver("kids")
    home["card"].comes_up(card(1, hops=1), card(2, hops=0))

    assert [c.providers[0].provider_id for c in kids.cards.values()] == [2]


def test_each_account_is_told_of_the_form_that_it_may_use() -> None:
    home = Home(lines=("far", "near"), accounts=("tv", account("kids", up_hops=0)))
    home["far"].adds(101, card(hops=1))

    tv, kids = home.receiver("tv"), home.receiver("kids")

    assert [c.hops for c in tv.cards.values()] == [2]
    assert [c.hops for c in kids.cards.values()] == [1]
    assert list(tv.cards) == list(kids.cards)


def test_limits_of_an_account_hide_cards_from_it_alone() -> None:
    limit = CardLimit(SYSTEM, PROVIDER, 0)
    limited = replace(account("kids"), card_limits=(limit,))
    home = Home(accounts=("tv", limited))

    assert home.receiver("tv").cards
    assert not home.receiver("kids").cards


def test_the_braces_of_a_line_leave_cards_out() -> None:
    home = Home(lines=(Line("card", "card.lan", ONE_CARD),), up=False)
    tv = home.receiver("tv")
    home["card"].comes_up(card(), card(7), card(hops=1))

    assert [c.providers[0].provider_id for c in tv.cards.values()] == [PROVIDER]
    reasons = [r.reason for r in home.seen(CardNotTaken)]
    assert reasons == ["the braces of its C: line leave it out"] * 2


def test_a_line_may_announce_so_many_cards_and_no_more() -> None:
    home = Home(up=False)
    cards = [card(n + 1) for n in range(MAX_CARDS + 2)]
    home["card"].comes_up(*cards)
    tv = home.receiver("tv")

    assert len(tv.cards) == MAX_CARDS
    refused = home.seen(CardNotTaken)
    assert [r.card for r in refused] == cards[MAX_CARDS:]

    home["card"].adds(101, cards[0])
    assert home.seen(CardNotTaken) == [], "one that it has already may come again"
    assert len(tv.cards) == MAX_CARDS


def test_what_is_learnt_and_left_is_noted_by_our_number() -> None:
    home = Home(up=False)
    home["card"].comes_up(card())
    home["card"].removes(101)
    said = home.said()

    observed = [c.observation for c in said if isinstance(c, commands.Observe)]
    assert observed[1:] == [
        CardLearnt("card.lan", 1, card()),
        CardLeft("card.lan", 1),
    ]


# Lines that come and go


def test_a_line_that_is_back_soon_is_not_noticed_by_anybody() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()

    home["card"].goes_down()
    home.after(2.9)
    home["card"].comes_up()

    assert not [c for c in home.said() if not isinstance(c, commands.Observe)]
    home.after(60)
    assert list(tv.cards) == [1]


def test_the_cards_of_a_line_that_stays_away_are_withdrawn() -> None:
    home = Home()
    tv = home.receiver("tv")

    home["card"].goes_down()
    home.after(2.99)
    assert tv.cards
    home.after(0.03)
    assert not tv.cards
    assert tv in home

    home["card"].comes_up(card(7), card())
    assert tv.cards[1].providers == (Provider(PROVIDER),), "it has its number again"


def test_a_receiver_that_comes_meanwhile_is_told_of_cards_that_are_held() -> None:
    home = Home()
    home["card"].goes_down()

    tv = home.receiver("tv")

    assert list(tv.cards) == [1]
    home.after(3.1)
    assert not tv.cards


def test_a_card_that_another_line_has_too_stays() -> None:
    home = Home(lines=("one", "two"))
    tv = home.receiver("tv")
    home.said()

    home["one"].goes_down()
    home.after(60)

    assert not [c for c in home.said() if isinstance(c, commands.Withdraw)]
    assert list(tv.cards) == [1]


def test_who_may_not_use_the_other_line_s_is_told_that_it_is_gone() -> None:
    home = Home(lines=("near", "far"), accounts=("tv", account("kids", up_hops=0)))
    home["far"].adds(101, card(hops=1))
    tv, kids = home.receiver("tv"), home.receiver("kids")

    home["near"].goes_down()
    home.after(2.9)
    assert kids.cards
    home.after(0.2)

    assert tv.cards
    assert not kids.cards


# New settings


def relined(home: Home, *filters: CardFilter) -> list[commands.Command]:
    lines = tuple(replace(line, filters=filters) for line in home.settings.lines)
    return home.configure(replace(home.settings, lines=lines))


def test_new_braces_are_applied_to_cards_that_are_there() -> None:
    home = Home(up=False)
    home["card"].comes_up(card(), card(7))
    tv = home.receiver("tv")

    relined(home, *ONE_CARD)
    assert [c.providers[0].provider_id for c in tv.cards.values()] == [PROVIDER]

    relined(home)
    assert {c.providers[0].provider_id for c in tv.cards.values()} == {PROVIDER, 7}
    assert list(tv.cards) == [1, 2], "under their old numbers"

    relined(home, *ONE_CARD)
    home["card"].removes(102)
    relined(home)
    assert list(tv.cards) == [1], "what was left out can go, too"


def test_cards_that_may_not_travel_far_enough_are_left_out() -> None:
    home = Home(up=False)
    home["card"].comes_up(replace(card(), reshare=0), card(7))
    tv = home.receiver("tv")
    assert len(tv.cards) == 2

    home.configure(replace(home.settings, minimum_down_hops=2))
    assert [c.providers[0].provider_id for c in tv.cards.values()] == [7]

    home.configure(replace(home.settings, minimum_down_hops=0))
    assert len(tv.cards) == 2


def test_cards_that_were_left_out_when_they_came_are_taken_later() -> None:
    home = Home(lines=(Line("card", "card.lan", ONE_CARD),), up=False)
    tv = home.receiver("tv")
    home["card"].comes_up(card(7), card(8, hops=2))

    assert relined(home)[-1] == commands.Announce(
        tv.connection, 1, home.receivers[1].cards[1]
    )
    assert [c.providers[0].provider_id for c in tv.cards.values()] == [7]


def test_what_was_left_out_goes_with_its_line_and_is_bounded() -> None:
    home = Home(lines=(Line("card", "card.lan", ONE_CARD),), up=False)
    tv = home.receiver("tv")
    home["card"].comes_up(*(card(n + 1) for n in range(2 * MAX_CARDS)))
    (line,) = home.server._lines
    assert len(line.left_out) == MAX_CARDS

    home["card"].goes_down()
    home["card"].comes_up(card())
    relined(home)

    assert len(tv.cards) == 1


def test_a_line_that_is_taken_out_of_the_settings_takes_its_cards_with_it() -> None:
    home = Home(lines=("one", "two"), up=False)
    home["one"].comes_up(card(1))
    home["two"].comes_up(card(2))
    tv = home.receiver("tv")

    home.configure(replace(home.settings, lines=home.settings.lines[1:]))
    home.after(3.1)

    assert list(tv.cards) == [2]


def test_settings_that_touch_no_card_say_nothing_of_any() -> None:
    home = Home()
    home.receiver("tv")
    home.said()

    assert relined(home) == []
    assert home.configure(replace(home.settings, recv_timeout_s=4.0)) == []
    assert home.configure(home.settings) == []


def test_an_account_s_new_limits_withdraw_and_announce_for_it_alone() -> None:
    home = Home()
    tv, kids = home.receiver("tv"), home.receiver("kids")
    limit = CardLimit(Caid(0), ProviderId(0), 0)
    plain = home.settings.accounts
    limited = tuple(
        replace(a, card_limits=(limit,)) if a.name == "kids" else a for a in plain
    )

    assert home.configure(replace(home.settings, accounts=limited)) == [
        commands.Withdraw(kids.connection, 1)
    ]
    (announced,) = home.configure(replace(home.settings, accounts=plain))
    assert isinstance(announced, commands.Announce)
    assert announced.connection == kids.connection
    assert tv.cards


def test_when_emms_are_passed_on_from_now_on_cards_are_told_with_their_serials() -> (
    None
):
    home = Home(accounts=("tv", account("kids", allow_emm=False)))
    tv, kids = home.receiver("tv"), home.receiver("kids")
    home.said()

    home.configure(replace(home.settings, pass_emm=True))

    assert tv.cards[1].serial == b"serial.1"
    assert kids.cards[1].serial == bytes(8)
    assert {c.connection for c in home.said() if isinstance(c, commands.Announce)} == {
        tv.connection
    }


def test_shares_are_found_by_their_number() -> None:
    home = Home(up=False)
    home["card"].comes_up(card(), capacity=PARTNER)
    table: CardTable = home.server._cards

    share = table.share(1)
    assert share is not None
    assert share.cards == (card(),)
    assert table.share(2) is None
