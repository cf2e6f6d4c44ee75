"""A share is a card of this home, under a number that stays with it."""

from hypothesis import given
from hypothesis import strategies as st

from hearth.core.cards.shares import MAX_KNOWN, Shares, identity_of
from hearth.core.pause import GrowingPause
from hearth.core.routing.lines import LineState
from hearth.core.settings import Line
from hearth.dvb import Card
from tests.core.home import card


def line(key: str, rank: int = 0) -> LineState:
    return LineState(Line(key, key), rank, GrowingPause(lambda: 0.0))


ONE, TWO = line("one", 0), line("two", 1)

# what differs                 another card?
IDENTITIES = [
    (card(1), card(2), True),
    (card(1), card(1, 2), True),
    (card(1), card(1, system=0x0D05), True),
    (card(1), card(1, serial=b"another."), True),
    (card(1, 2), card(2, 1), False),
    (card(1), card(1, hops=1), False),
    (card(1), card(1, good=(7,)), False),
]


def test_what_makes_it_another_card() -> None:
    for one, other, is_another in IDENTITIES:
        assert (identity_of(one) != identity_of(other)) is is_another


def test_the_same_card_over_two_lines_is_one_share() -> None:
    shares = Shares()

    first = shares.add(ONE, 101, card())
    second = shares.add(TWO, 7, card(hops=1))

    assert first is second
    assert [c.hops for c in first.cards] == [0, 1]
    assert [s.number for s in shares] == [1]


def test_the_preferred_line_s_form_of_a_card_comes_first() -> None:
    shares = Shares()
    shares.add(TWO, 7, card(hops=0))
    share = shares.add(ONE, 101, card(hops=1))

    assert [c.hops for c in share.cards] == [1, 0]


def test_a_card_that_nobody_holds_is_remembered_until_its_end() -> None:
    shares = Shares()
    share = shares.add(ONE, 101, card())

    assert shares.remove(ONE, 101, card()) is share
    assert share.cards == (card(),)
    assert shares.by_number(share.number) is share

    shares.end(share)
    assert shares.by_number(share.number) is None
    assert list(shares) == []


def test_a_card_that_somebody_holds_does_not_end() -> None:
    shares = Shares()
    share = shares.add(ONE, 101, card())

    shares.end(share)

    assert list(shares) == [share]


def test_what_is_not_there_cannot_be_taken_away() -> None:
    shares = Shares()
    assert shares.remove(ONE, 101, card()) is None

    shares.add(ONE, 101, card())
    assert shares.remove(TWO, 101, card()) is None
    assert shares.remove(ONE, 102, card()) is None


def test_a_card_that_comes_back_has_its_old_number() -> None:
    shares = Shares()
    first = shares.add(ONE, 101, card(1))
    second = shares.add(ONE, 102, card(2))
    for share, its_id, its_card in ((first, 101, card(1)), (second, 102, card(2))):
        shares.remove(ONE, its_id, its_card)
        shares.end(share)

    assert shares.add(ONE, 55, card(2)).number == second.number
    assert shares.add(TWO, 56, card(1)).number == first.number


def test_the_numbers_of_cards_that_are_away_are_bounded() -> None:
    shares = Shares()
    for number in range(MAX_KNOWN + 10):
        share = shares.add(ONE, 1, card(number + 1))
        assert share.number == number + 1
        shares.remove(ONE, 1, card(number + 1))
        shares.end(share)

    assert len(shares._numbers) == MAX_KNOWN
    assert shares.add(ONE, 1, card(1)).number == MAX_KNOWN + 11, "forgotten: a new one"
    assert shares.add(ONE, 2, card(MAX_KNOWN)).number == MAX_KNOWN


MOVES = st.lists(
    st.tuples(st.sampled_from([ONE, TWO]), st.integers(0, 3), st.integers(1, 4))
)


@given(MOVES)
def test_a_number_is_one_card_and_a_card_one_number(
    moves: list[tuple[LineState, int, int]],
) -> None:
    shares = Shares()
    held: dict[tuple[str, int], Card] = {}
    numbers: dict[int, int] = {}
    for where, share_id, provider in moves:
        before = held.pop((where.key, share_id), None)
        if before is not None:
            share = shares.remove(where, share_id, before)
            assert share is not None
            shares.end(share)
        else:
            held[where.key, share_id] = card(provider)
            share = shares.add(where, share_id, card(provider))
            assert numbers.setdefault(provider, share.number) == share.number
        assert {identity_of(c) for c in held.values()} == {s.identity for s in shares}
    assert len(set(numbers.values())) == len(numbers)
