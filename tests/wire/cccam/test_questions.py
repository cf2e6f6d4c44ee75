"""Which question an answer belongs to: order at one end, flags at the other."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hearth.dvb import ControlWords
from hearth.errors import UsageError
from hearth.wire.cccam.messages import Command
from hearth.wire.cccam.questions import (
    MAX_IN_ORDER,
    MAX_NUMBERED,
    PARTNER_CAPACITY,
    AskedBook,
    FlagBook,
)

WORDS = ControlWords(bytes(16))


# The server's book
#
# What leaves, question by question: "a1" is asked plain as number 1, "A1" in
# partner mode; "=1" settles number 1.
#
# what it shows                    what happens            leaves, after each "="
ORDERS = [
    ("one by one",                 "a1 =1 a2 =2",          "1; 2"),
    ("the second waits",           "a1 a2 =2 =1",          "; 1 2"),
    ("the last wait for the first", "a1 a2 a3 =3 =2 =1",   "; ; 1 2 3"),
    ("a gap in the middle",        "a1 a2 a3 =1 =3 =2",    "1; ; 2 3"),
    ("numbered ones leave at once", "A1 A2 =2 =1",         "2; 1"),
    ("even past one that waits",   "a1 a2 A3 =2 =3 =1",    "; 3; 1 2"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "happens", "leaves"), ORDERS)
def test_what_may_leave_when(shows: str, happens: str, leaves: str) -> None:
    book = AskedBook()
    left = []
    for what in happens.split():
        number = int(what[1:])
        if what[0] == "=":
            gone = book.settle(number, WORDS)
            left.append(" ".join(str(asked.number) for asked, _ in gone))
        else:
            assert book.add(9, 7, in_order=what[0] == "a") == number

    assert "; ".join(left) == leaves, shows
    assert book.under_way == ()


def test_a_reply_leaves_with_the_flag_and_share_of_its_question() -> None:
    book = AskedBook()
    book.add(5, 77, in_order=True)

    [(asked, reply)] = book.settle(1, Command.NOK2)

    assert (asked.flag, asked.share_id, reply) == (5, 77, Command.NOK2)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_reply_to_nothing_is_refused(number: int) -> None:
    book = AskedBook()
    book.settle(book.add(0, 0, in_order=True), WORDS)
    book.add(0, 0, in_order=True)

    with pytest.raises(UsageError, match="a question under way"):
        book.settle(number, WORDS)
    assert book.under_way == (2,)


@pytest.mark.parametrize(
    ("in_order", "most"), [(True, MAX_IN_ORDER), (False, MAX_NUMBERED)]
)
def test_the_book_is_full_at_its_limit(in_order: bool, most: int) -> None:
    book = AskedBook()
    for _ in range(most):
        assert not book.is_full(in_order=in_order)
        book.add(0, 0, in_order=in_order)
    assert book.is_full(in_order=in_order)

    book.settle(1, WORDS)
    assert not book.is_full(in_order=in_order)


def test_replies_that_wait_take_up_room_still() -> None:
    """What is held back was not sent: a peer cannot make us hold without end."""
    book = AskedBook()
    for _ in range(MAX_IN_ORDER):
        book.add(0, 0, in_order=True)
    for number in range(2, MAX_IN_ORDER + 1):
        assert book.settle(number, WORDS) == []

    assert book.is_full(in_order=True)
    assert len(book.settle(1, WORDS)) == MAX_IN_ORDER
    assert not book.is_full(in_order=True)


def test_clear_forgets_every_question() -> None:
    book = AskedBook()
    book.add(0, 0, in_order=True)
    book.add(0, 0, in_order=True)
    book.settle(2, WORDS)

    book.clear()

    assert book.under_way == ()
    assert book.settle(book.add(0, 0, in_order=True), WORDS)


# The client's book


def test_plain_mode_has_one_question_with_flag_0() -> None:
    book = FlagBook()

    assert (book.capacity, book.add(70), book.under_way) == (1, 0, 1)
    with pytest.raises(UsageError, match=r"allowed: 1$"):
        book.add(71)
    assert book.settle(0) == 70
    assert book.settle(0) is None
    assert book.add(71) == 0


def test_partner_mode_numbers_1_to_255_and_round_again() -> None:
    book = _partner_book()
    flags = []
    for number in range(600):
        flags.append(book.add(number))
        assert book.settle(flags[-1]) == number

    assert flags[0] == 1
    assert all(after == before % 255 + 1 for before, after in pairwise(flags))


def test_a_flag_that_is_under_way_is_skipped() -> None:
    book = _partner_book()
    book.add(1000)
    flags = set()
    for number in range(300):
        flags.add(flag := book.add(number))
        book.settle(flag)

    assert flags == set(range(2, 256))


def test_255_questions_and_no_more() -> None:
    book = _partner_book()
    assert {book.add(number) for number in range(255)} == set(range(1, 256))

    with pytest.raises(UsageError, match="256 questions under way"):
        book.add(255)
    assert book.under_way == book.capacity == PARTNER_CAPACITY


def test_a_number_that_is_under_way_cannot_be_used_again() -> None:
    book = _partner_book()
    book.add(7)

    with pytest.raises(UsageError, match="question 7 twice"):
        book.add(7)
    assert book.under_way == 1


def test_a_question_of_plain_mode_keeps_flag_0_in_partner_mode() -> None:
    book = FlagBook()
    book.add(70)
    book.begin_partner_mode()

    assert book.add(71) == 1
    assert book.settle(0) == 70
    assert book.settle(0) is None
    for number in range(1000, 1600):
        flag = book.add(number)
        assert flag > 1
        book.settle(flag)


def test_a_question_given_up_in_plain_mode_takes_up_room_until_its_answer() -> None:
    book = FlagBook()
    book.add(70)
    book.forget(70)

    assert book.under_way == 1
    with pytest.raises(UsageError):
        book.add(71)
    assert book.settle(0) is None
    assert book.under_way == 0
    assert book.add(71) == 0


def test_a_question_given_up_before_partner_mode_takes_up_none_in_it() -> None:
    book = FlagBook()
    book.add(70)
    book.forget(70)
    book.begin_partner_mode()

    assert book.under_way == 0
    assert book.settle(0) is None
    assert book.add(71) == 1


def test_the_flag_of_a_question_given_up_is_used_last() -> None:
    book = _partner_book()
    for number in (1, 2, 3):
        book.add(number)
    book.forget(2)
    book.forget(1)
    flags = [book.add(number) for number in range(1000, 1252)]
    assert flags == list(range(4, 256))

    assert book.under_way == 253
    assert book.add(2000) == 2  # given up longest ago
    assert book.add(2001) == 1


def test_a_late_answer_reaches_nobody_and_frees_the_flag() -> None:
    book = _partner_book()
    book.add(1)
    book.forget(1)

    assert book.settle(1) is None
    assert [book.add(number) for number in range(255)] == [*range(2, 256), 1]


@pytest.mark.parametrize("number", [0, 8])
def test_only_a_question_under_way_can_be_given_up(number: int) -> None:
    book = _partner_book()
    book.add(7)
    book.settle(1)

    with pytest.raises(UsageError, match="a question under way"):
        book.forget(number)


@given(st.lists(st.integers(0, 255)))
def test_an_answer_to_nothing_reaches_nobody(flags: list[int]) -> None:
    book = _partner_book()

    assert [book.settle(flag) for flag in flags] == [None] * len(flags)
    assert book.add(1) == 1


def _partner_book() -> FlagBook:
    book = FlagBook()
    book.begin_partner_mode()
    return book


class AnyOrder(RuleBasedStateMachine):
    """An answer reaches the one who asked under that flag, or nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.book = FlagBook()
        self.partner = False
        self.waiting: dict[int, int] = {}  # what should be: flag to number
        self.given_up: set[int] = set()
        self.numbers = iter(range(10**6))

    @precondition(lambda self: not self.partner)
    @rule()
    def agree(self) -> None:
        self.book.begin_partner_mode()
        self.partner = True

    @rule(times=st.integers(1, 120))
    def ask(self, times: int) -> None:
        for _ in range(min(times, self.book.capacity - self.book.under_way)):
            number = next(self.numbers)
            flag = self.book.add(number)
            assert flag not in self.waiting
            if flag in self.given_up:  # then there is no other
                assert self.waiting.keys() | self.given_up >= {*range(1, 256)}
            self.given_up.discard(flag)
            self.waiting[flag] = number

    @rule(flag=st.integers(0, 255))
    def answer(self, flag: int) -> None:
        assert self.book.settle(flag) == self.waiting.pop(flag, None)
        self.given_up.discard(flag)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        flag = data.draw(st.sampled_from(sorted(self.waiting)))
        self.book.forget(self.waiting.pop(flag))
        self.given_up.add(flag)

    @invariant()
    def counts_agree(self) -> None:
        given_up = 0 if self.partner else len(self.given_up)
        assert self.book.under_way == len(self.waiting) + given_up
        assert self.book.under_way <= self.book.capacity


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=30)
