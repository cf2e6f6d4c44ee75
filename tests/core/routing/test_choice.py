"""Who is asked next: not asked yet, then healthy, then the order of the file."""

import math

import pytest

from hearth.core.routing.choice import (
    MOST_RECONNECTED_ASKS,
    choose,
    next_chance,
)
from hearth.core.routing.lines import Ending, LineState
from hearth.core.routing.questions import Question
from hearth.dvb import Card
from tests.core.home import SERVICE, card
from tests.core.routing.parts import attempt, line, question

NOW = 101.0
RECV_TIMEOUT_S = 5.0


def chosen(asked: Question, *lines: LineState, now: float = NOW) -> str | None:
    candidate = choose(asked, lines, now, RECV_TIMEOUT_S)
    return candidate.line.key if candidate else None


# Which line


def test_the_first_of_the_file_is_asked_first() -> None:
    assert chosen(question(), line("one", 0), line("two", 1)) == "one"
    assert chosen(question(), line("two", 1), line("one", 0)) == "one"


def test_nobody_is_asked_where_there_is_nobody() -> None:
    assert chosen(question()) is None
    assert chosen(question(), line("down", capacity=0)) is None
    assert chosen(question(), line("other", 0, card(7))) is None


def test_a_line_without_the_card_is_passed_over() -> None:
    assert chosen(question(), line("one", 0, card(7)), line("two", 1)) == "two"


def test_a_stalled_line_comes_after_a_healthy_one() -> None:
    one, two = line("one", 0), line("two", 1)
    attempt(question(2), one, sent_at=99.0)

    assert chosen(question(), one, two) == "two"
    assert chosen(question(), one) == "one", "but it is better than nobody"


def test_a_paused_line_comes_after_a_stalled_one() -> None:
    one, two = line("one", 0), line("two", 1)
    one.fail(NOW - 0.5)
    attempt(question(2), two, sent_at=99.0)

    assert chosen(question(), one, two) == "two"
    assert chosen(question(), one) == "one", "a question finds out that it is back"
    assert chosen(question(), one, two, now=NOW + 1) == "one", "after its pause"


def test_who_was_not_asked_yet_comes_before_who_refused_however_unwell() -> None:
    one, two = line("one", 0), line("two", 1)
    two.fail(NOW)
    asked = question()
    attempt(asked, one, Ending.REFUSED, ended_at=NOW - 1)

    assert chosen(asked, one, two) == "two"


# how the attempts on the one line ended   from when on it may be asked again
AGAIN = [
    ([], 100.0),
    ([Ending.PENDING], None),
    ([Ending.ANSWERED], None),
    ([Ending.TIMED_OUT], None),
    ([Ending.REFUSED], 101.5),
    ([Ending.REFUSED, Ending.REFUSED], None),
    ([Ending.LOST], 100.5),
    ([Ending.LOST, Ending.REFUSED], None),
    ([Ending.REFUSED, Ending.LOST], 100.5),
    ([Ending.LOST] * (MOST_RECONNECTED_ASKS - 1), 100.5),
    ([Ending.LOST] * MOST_RECONNECTED_ASKS, None),
]


@pytest.mark.parametrize(("endings", "earliest"), AGAIN)
def test_when_a_line_may_be_asked_again(
    endings: list[Ending], earliest: float | None
) -> None:
    one = line()
    asked = question()
    for number, ending in enumerate(endings, 1):
        attempt(asked, one, ending, number=number, ended_at=100.5)

    moments = [100.0, 100.5, 101.0, 101.5, 104.9]
    may = [chosen(asked, one, now=now) == "card" for now in moments]
    assert may == [earliest is not None and now >= earliest for now in moments]
    chance = next_chance(asked, [one], 100.1)
    later = earliest is not None and earliest > 100.1
    assert chance == (earliest if later else math.inf)


def test_the_next_chance_is_the_first_of_all_lines() -> None:
    one, two, down = line("one"), line("two", 1), line("down", 2)
    asked = question()
    attempt(asked, one, Ending.REFUSED, ended_at=100.4)
    attempt(asked, two, Ending.REFUSED, ended_at=100.2)
    attempt(asked, down, Ending.REFUSED, ended_at=100.0)
    down.capacity = 0

    assert next_chance(asked, [one, two, down], NOW) == pytest.approx(101.2)
    two.cards.clear()
    assert next_chance(asked, [one, two, down], NOW) == pytest.approx(101.4)


# Which card

# the line's cards                                      the one that is asked
CARDS = [
    ([card(), card(hops=1)], 101),
    ([card(hops=1), card()], 102),
    ([card(7), card()], 102),
    ([card(), card(good=(SERVICE,))], 102),
    ([card(), card(good=(SERVICE,), hops=1)], 102),
    ([card(), card(good=(7,), hops=1)], 101),
    ([card(bad=(SERVICE,)), card(hops=1)], 102),
    ([card(bad=(SERVICE,))], None),
    ([card(system=0x0D05)], None),
    ([card(0)], 101),
]


@pytest.mark.parametrize(("cards", "share"), CARDS)
def test_the_card_that_fits_best(cards: list[Card], share: int | None) -> None:
    candidate = choose(question(), [line("card", 0, *cards)], NOW, RECV_TIMEOUT_S)

    assert (candidate.share if candidate else None) == share


def test_a_card_that_is_too_far_for_the_account_is_not_asked() -> None:
    far = line("far", 0, card(hops=1))

    assert chosen(question(up_hops=1), far) == "far"
    assert chosen(question(up_hops=0), far) is None
