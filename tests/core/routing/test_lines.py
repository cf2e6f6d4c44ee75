"""A line: what is under way on it, who is next, and how well it is."""

from hypothesis import given
from hypothesis import strategies as st

from hearth.core.routing.lines import STALLED_S, Ending, Lines
from hearth.core.settings import Line
from tests.core.home import PLAIN, card
from tests.core.routing.parts import attempt, line, question

RECV_TIMEOUT_S = 5.0
PICKS = st.integers(0, 9)


# The queue


def test_the_earliest_deadline_is_sent_first() -> None:
    one = line(capacity=PLAIN)
    for number, deadline in enumerate([108.0, 105.0, 107.0], 1):
        waiting = attempt(question(number, deadline=deadline), one, number=number)
        one.under_way.clear()
        one.enqueue(waiting)

    sent = []
    while (taken := one.take_sendable()) is not None:
        sent.append(taken.question.deadline)

    assert sent == [105.0, 107.0, 108.0]


def test_of_equal_deadlines_the_first_that_came_is_sent_first() -> None:
    one = line()
    for number in (3, 1, 2):
        one.enqueue(attempt(question(number), one, number=number))
    one.under_way.clear()

    sent = [one.take_sendable() for _ in range(3)]
    assert [a.number for a in sent if a] == [1, 2, 3]


def test_nothing_is_sent_where_there_is_no_room() -> None:
    one = line(capacity=PLAIN)
    attempt(question(1), one)
    one.enqueue(attempt(question(2), line(), number=2))

    assert one.take_sendable() is None
    assert one.take_under_way(1, 100.0) is not None
    assert one.take_sendable() is not None


def test_what_has_ended_while_it_waited_is_not_sent() -> None:
    one = line()
    waiting = attempt(question(1), one)
    one.under_way.clear()
    one.enqueue(waiting)

    waiting.end(Ending.UNSENT, 100.0)

    assert one.take_sendable() is None
    assert one.attempts() == []


def test_an_answer_is_taken_once() -> None:
    one = line()
    asked = attempt(question(1), one, number=7)

    assert one.take_under_way(7, 100.0) is asked
    assert one.take_under_way(7, 100.0) is None


# Losing it


def test_a_line_that_is_lost_ends_what_it_had_and_keeps_what_it_learned() -> None:
    one = line()
    sent = attempt(question(1), one, number=1)
    waiting = attempt(question(2), one, number=2)
    del one.under_way[2]
    one.enqueue(waiting)
    one.left_out[5] = card(7)
    one.do_well(0.3)

    assert one.lose(101.0) == [sent, waiting]

    assert (sent.ending, waiting.ending) == (Ending.LOST, Ending.LOST)
    assert sent.ended_at == 101.0
    assert not one.is_up
    assert not one.cards
    assert not one.left_out
    assert one.oldest is None
    assert one.attempts() == []
    assert one.usual.within(RECV_TIMEOUT_S) == 0.3


# Health


def health(sent_at: float, now: float, *usual: float, heard_at: float = 0.0) -> int:
    one = line()
    for seconds in usual:
        one.usual.add(seconds)
    attempt(question(), one, sent_at=sent_at)
    one.heard_at = heard_at
    return one.health(now, RECV_TIMEOUT_S)


def test_a_line_is_stalled_after_a_second_and_three_times_its_usual_time() -> None:
    assert health(100.0, 101.0, 0.2) == 0
    assert health(100.0, 101.01, 0.2) == 1
    assert health(100.0, 103.0, 1.0) == 0
    assert health(100.0, 103.01, 1.0) == 1
    assert STALLED_S == 1.0


def test_a_line_that_answers_something_else_meanwhile_is_not_stalled() -> None:
    assert health(100.0, 102.0, 0.2, heard_at=101.5) == 0
    assert health(100.0, 102.6, 0.2, heard_at=101.5) == 1


def test_an_idle_line_is_well_however_long_ago_it_was_heard() -> None:
    one = line()
    one.heard_at = 1.0

    assert one.health(86400.0, RECV_TIMEOUT_S) == 0


def test_a_failure_pauses_a_line_and_a_good_answer_ends_that() -> None:
    one = line()

    assert one.fail(100.0) == 1.0
    assert one.health(100.9, RECV_TIMEOUT_S) == 2
    assert one.health(101.0, RECV_TIMEOUT_S) == 0
    assert one.fail(101.0) == 2.0
    assert one.health(102.9, RECV_TIMEOUT_S) == 2
    one.do_well(0.2)
    assert one.health(102.9, RECV_TIMEOUT_S) == 0
    assert one.fail(103.0) == 1.0


def test_the_failures_of_one_bad_moment_count_once() -> None:
    one = line()

    assert [one.fail(100.0 + n / 10) for n in range(5)] == [1.0, 0, 0, 0, 0]
    assert one.fail(101.0) == 2.0


# The table of lines


def test_new_settings_keep_the_state_of_lines_that_stay() -> None:
    lines = Lines(lambda: 0.0)
    one, two, three = (Line(key, key) for key in ("one", "two", "three"))
    assert lines.configure((one, two)) == []
    first, second = list(lines)
    first.capacity = 1

    gone = lines.configure((three, Line("one", "renamed", retries=2)))

    assert gone == [second]
    assert [state.key for state in lines] == ["three", "one"]
    assert lines.get("one") is first
    assert first.rank == 1
    assert first.name == "renamed"
    assert first.settings.retries == 2
    assert first.capacity == 1
    assert lines.get("two") is None


@given(st.lists(st.tuples(st.sampled_from(["ask", "take", "end", "lose"]), PICKS)))
def test_no_more_is_under_way_than_there_is_room_for(
    moves: list[tuple[str, int]],
) -> None:
    one = line(capacity=3)
    number = 0
    for move, pick in moves:
        known = [*one.under_way, *(entry[1] for entry in one._queue)]
        if move == "ask":
            number += 1
            waiting = attempt(question(number), one, number=number)
            del one.under_way[number]
            one.enqueue(waiting)
        elif move == "take" and one.under_way:
            taken = one.take_under_way(
                list(one.under_way)[pick % len(one.under_way)], 1
            )
            assert taken is not None
        elif move == "end" and known:
            for entry in one._queue:
                if entry[1] == known[pick % len(known)]:
                    entry[2].end(Ending.UNSENT, 1.0)
        elif move == "lose":
            assert all(a.ending is Ending.LOST for a in one.lose(1.0))
            one.capacity = 3
        while (sent := one.take_sendable()) is not None:
            assert sent.is_pending
            one.under_way[sent.number] = sent
        assert len(one.under_way) <= 3
        assert list(one.under_way) == sorted(one.under_way)
