"""Limits as lists of what is given and hidden, and the same meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.meaning.model import AccountSettings, CardLimit, LineFilter
from hearth.config.migration.cards import ALL, CardLists, Pair, card_lists, pairs
from hearth.dvb import Caid, ProviderId
from hearth.secret import Secret


def pair(text: str) -> Pair:
    system, provider = text.split(":")
    return Pair(Caid(int(system, 16)), ProviderId(int(provider, 16)))


def lists(text: str) -> CardLists:
    """Read ``caid:id:hops caid:id:hops``."""
    limits = {}
    for item in text.split():
        card, _, hops = item.rpartition(":")
        limits[pair(card)] = int(hops)
    return card_lists(limits)


# limits                     given (None: all)   hidden          lost       hops
TABLE = [
    ("",                     None,               "",             "",        None),
    ("0:0:1",                None,               "",             "",        1),
    ("0:0:0",                "",                 "",             "",        None),
    ("500:1:0",              None,               "500:1",        "",        None),
    ("0:0:2 500:0:0",        None,               "500:0",        "",        2),
    ("0:0:3 500:1:1",        None,               "",             "",        1),
    ("0:0:0 500:1:2 100:0:2", "500:1 100:0",     "",             "",        2),
    # An exception from what is given is hidden; of what is not, it need not be.
    ("0:0:0 500:0:1 500:1:0", "500:0",           "500:1",        "",        1),
    ("0:0:0 500:0:1 100:1:0", "500:0",           "",             "",        1),
    ("0:0:0 0:1:1 500:0:0",  "0:1",              "500:0",        "",        1),
    # An exception from what is hidden cannot be had.
    ("0:0:1 500:0:0 500:1:1", None,              "500:0",        "500:1",   1),
    ("0:0:1 0:1:0 500:0:1",  None,               "0:1",          "500:0",   1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given", "hidden", "lost", "hops"), TABLE)
def test_limits_become_lists(
    text: str, given: str | None, hidden: str, lost: str, hops: int | None
) -> None:
    made = lists(text)

    expected = None if given is None else tuple(map(pair, given.split()))
    assert made.given == expected
    assert made.hidden == tuple(map(pair, hidden.split()))
    assert made.lost == tuple(map(pair, lost.split()))
    assert made.hops == hops
    assert made.gives_nothing is (given == "")


def test_numbers_that_differ_are_noticed() -> None:
    assert lists("0:0:3 500:1:1").hops_differ
    assert not lists("0:0:1 500:1:1").hops_differ
    assert lists("500:1:1").leaves_open
    assert not lists("0:0:1").leaves_open


def test_of_several_limits_for_one_card_the_last_counts() -> None:
    one = CardLimit(Caid(0x500), ProviderId(1), 1)
    other = LineFilter(Caid(0x500), ProviderId(1), 2)

    assert pairs([one, other]) == {pair("500:1"): 2}


def test_a_pair_is_shown_as_cccam_writes_it() -> None:
    assert [str(p) for p in (ALL, pair("500:1"), pair("500:0"), pair("0:1"))] == [
        "0:0", "0500:000001", "0500:0", "0:000001",
    ]  # fmt: skip


SMALL = st.tuples(st.sampled_from([0, 0x100, 0x622]), st.sampled_from([0, 1, 2]))


@given(st.dictionaries(SMALL, st.integers(0, 2), max_size=6), SMALL)
def test_the_lists_give_no_card_that_the_limits_do_not(
    limits: dict[tuple[int, int], int], card: tuple[int, int]
) -> None:
    named = {Pair(Caid(c), ProviderId(p)): hops for (c, p), hops in limits.items()}
    account = AccountSettings(
        name="a",
        raw_name=b"a",
        password=Secret(b"p"),
        card_limits=tuple(CardLimit(*p, hops) for p, hops in named.items()),
    )
    asked = Pair(Caid(card[0] or 0x999), ProviderId(card[1] or 9))
    made = card_lists(named)

    in_lists = made.given is None or any(g.overlaps(asked) for g in made.given)
    in_lists = in_lists and not any(h.overlaps(asked) for h in made.hidden)
    in_limits = account.down_hops(*asked) != 0
    assert in_lists <= in_limits
    if not made.lost:
        assert in_lists == in_limits
