"""
Questions, told as stories: who is asked, when, and who gets the answer.

``tv.asks(1)`` asks for the section of number 1, whose right control words are
``words(1)``; ``tv.hears()`` is ``[(1, 1)]`` once it has them, ``[(1, None)]``
after "cannot answer".
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core import commands, events
from hearth.core.observations import (
    AttemptFailed,
    BadControlWords,
    EcmDone,
    Fault,
    LineAsked,
    LinePaused,
    Outcome,
)
from hearth.core.routing.choice import ASK_AGAIN_S
from hearth.core.routing.router import HOLD_S
from hearth.core.settings import Line
from hearth.dvb import ControlWords
from tests.core.home import (
    PARTNER,
    PLAIN,
    PROVIDER,
    SERVICE,
    SYSTEM,
    WRONG,
    ZERO,
    Home,
    account,
    card,
    words,
)

TWO = ("one", "two")
TICKS = 0.011  # timers are that exact


def learn(home: Home, key: str, usual_s: float, first: int = 3000) -> None:
    """Let a line answer a few questions in its usual time."""
    tv = next(r for r in home.receivers.values() if r.is_connected)
    for number in range(first, first + 8):
        tv.asks(number)
        home.after(usual_s)
        home[key].answers(number)
    tv.hears()
    for line in home.lines.values():
        line.asked()
    home.said()


# An answer


def test_a_question_goes_to_the_line_of_its_card_and_the_answer_back() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()

    number = tv.asks(1)
    (ask,) = home.said()
    assert isinstance(ask, commands.Ask)
    assert (ask.line, ask.share, ask.service_id) == ("card", 101, SERVICE)
    home.after(0.2)
    home["card"].answers(1)

    assert home.said() == [
        commands.Answer(tv.connection, number, words(1)),
        commands.Observe(
            EcmDone(
                receiver="tv",
                ca_system_id=SYSTEM,
                provider_id=PROVIDER,
                service_id=SERVICE,
                outcome=Outcome.ANSWERED,
                line="card.lan",
                hop=1,
                total_s=pytest.approx(0.2),  # type: ignore[arg-type]
                queue_s=0.0,
                line_s=pytest.approx(0.2),  # type: ignore[arg-type]
            )
        ),
    ]
    home.settles()


def test_time_may_begin_at_zero() -> None:
    home = Home(lines=TWO, now=0.0)
    tv = home.receiver("tv")
    tv.asks(1)
    home.tell(events.LineAnswered("one", 2, words(1)))

    assert tv.hears() == [(1, 1)]
    home.settles()


def test_the_hop_that_is_noted_counts_from_here() -> None:
    home = Home(up=False)
    home["card"].comes_up(card(hops=1))
    tv = home.receiver("tv")
    tv.asks(1)
    home["card"].answers(1)

    assert home.done().hop == 2


def test_answers_may_come_in_any_order() -> None:
    home = Home()
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    kids.asks(2)
    tv.asks(3)

    for section in (3, 1, 2):
        home["card"].answers(section)

    assert tv.hears() == [(3, 3), (1, 1)]
    assert kids.hears() == [(2, 2)]


def test_an_answer_that_nobody_asked_for_is_nobody_s() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    (attempt,) = home["one"].under_way
    home.said()

    home.tell(events.LineAnswered("two", attempt, words(1)))
    home.tell(events.LineAnswered("one", attempt + 1, words(1)))
    home.tell(events.LineAnswered("unknown", attempt, words(1)))
    home.tell(events.LineRefused("two", attempt))

    assert home.said() == []
    assert tv.hears() == []


# Asked once


def test_the_same_section_is_asked_once_however_many_wait_for_it() -> None:
    home = Home()
    boxes = [home.receiver(name) for name in ("tv", "bedroom", "kids")]
    for box in boxes:
        box.asks(1)
        home.after(0.05)
    assert home["card"].asked() == [1]
    home.said()

    home["card"].answers(1)

    assert [box.hears() for box in boxes] == [[(1, 1)]] * 3
    done = home.seen(EcmDone)
    assert [(d.receiver, d.joined) for d in done] == [
        ("tv", False),
        ("bedroom", True),
        ("kids", True),
    ]
    assert [round(d.total_s, 2) for d in done] == [0.15, 0.1, 0.05]
    assert [round(d.line_s, 2) for d in done] == [0.15, 0.1, 0.05]


def test_a_receiver_that_asks_again_is_answered_as_often_as_it_asked() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(1.0)
    tv.asks(1)

    home["card"].answers(1)

    assert home["card"].asked() == [1]
    assert tv.hears() == [(1, 1), (1, 1)]


def test_the_failure_of_a_question_counts_for_all_who_wait_for_it() -> None:
    home = Home()
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    home.after(4.0)
    kids.asks(1)
    home.after(1.0 + TICKS)

    assert tv.hears() == [(1, None)]
    assert kids.hears() == [(1, None)]
    assert [d.outcome for d in home.seen(EcmDone)] == [Outcome.TIMED_OUT] * 2


def test_the_same_bytes_of_another_system_are_another_section() -> None:
    home = Home(up=False)
    home["card"].comes_up(card(), card(system=0x0D05))
    tv = home.receiver("tv")

    tv.asks(1)
    tv.asks(1, system=0x0D05)

    assert home["card"].asked() == [1, 1]


def test_an_answer_is_remembered_15_s_for_whoever_asks() -> None:
    home = Home()
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    home["card"].answers(1)
    home.said()

    home.after(14.9)
    kids.asks(1)
    done = home.done()
    assert (done.outcome, done.line, done.hop) == (Outcome.REMEMBERED, "card.lan", 1)
    assert kids.hears() == [(1, 1)]

    home.after(0.2)
    kids.asks(1)
    assert kids.hears() == []
    assert home["card"].asked() == [1, 1]


def test_who_may_not_have_it_does_not_get_it_from_memory_either() -> None:
    home = Home(accounts=("tv", account("kids", up_hops=0)), up=False)
    home["card"].comes_up(card(hops=1))
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    kids.asks(1)
    home["card"].answers(1)
    kids.asks(1)
    home.after(HOLD_S + TICKS)

    assert tv.hears() == [(1, 1)]
    assert kids.hears() == [(1, None), (1, None)]


def test_who_has_left_waits_for_nothing_and_the_others_do() -> None:
    home = Home()
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    kids.asks(1)
    kids.asks(2)
    kids.leaves()
    assert not home.server.is_idle
    assert home.server.questions_under_way == 1

    home["card"].answers(1)
    home["card"].answers(2)

    assert tv.hears() == [(1, 1)]
    home.receiver("kids").asks(2)
    assert home["card"].asked() == [1, 2], "it was remembered"


# Wrong answers

# what the line gives   what is noted
BAD = [
    (ZERO, Fault.ALL_ZERO),
    (WRONG, Fault.CHECK_BYTES),
    (words(9), Fault.STALE),
]


@pytest.mark.parametrize(("pair", "fault"), BAD)
def test_control_words_that_cannot_be_right_are_not_passed_on(
    pair: ControlWords, fault: Fault
) -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(9)
    home["one"].answers(9)
    tv.hears()
    home["one"].asked()
    tv.asks(10)
    home.said()

    home["one"].answers(10, pair)

    assert tv.hears() == []
    assert home["two"].asked() == [10], "the next line is asked at once"
    said = home.said()
    assert commands.Observe(BadControlWords("one.lan", SYSTEM, SERVICE, fault)) in said
    assert commands.Observe(LinePaused("one.lan", 1.0)) in said
    home["two"].answers(10)
    assert tv.hears() == [(10, 10)]


def test_a_stale_pair_is_told_by_the_service_it_was_given_for() -> None:
    """Two services of a card may be given one pair, if never two sections of one."""
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1, service=7)
    home["card"].answers(1, words(5))
    tv.asks(2, service=8)
    home["card"].answers(2, words(5))
    assert tv.hears() == [(1, 5), (2, 5)]

    tv.asks(3, service=7)
    home["card"].answers(3, words(5))
    assert tv.hears() == []


def test_a_line_that_gives_wrong_ones_twice_has_refused() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home["card"].answers(1, ZERO)
    home.after(1.1)
    home["card"].answers(1, WRONG)
    home.said()
    home.after(HOLD_S)

    assert tv.hears() == [(1, None)]
    done = home.done()
    assert (done.outcome, done.line) == (Outcome.REFUSED, "card.lan")


# The next line


def test_the_preferred_line_is_asked_first_and_alone() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")

    tv.asks(1)
    home.after(0.1)
    home["one"].answers(1)

    assert home["one"].asked() == [1]
    assert home["two"].asked() == []


def test_a_silent_line_is_followed_by_the_next_after_half_a_second_at_first() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.said()

    home.after(0.5)
    assert home["two"].asked() == []
    home.after(TICKS)
    assert home["two"].asked() == [1]
    assert home.seen(LineAsked) == [LineAsked("two.lan", SYSTEM, SERVICE, 2)]

    home["two"].answers(1)
    assert tv.hears() == [(1, 1)]
    assert home.done().line == "two.lan"


# the line's usual time   RECV TIMEOUT   the next line is asked after
PATIENCE = [
    (0.02, 5.0, 0.1),
    (0.1, 5.0, 0.1),
    (0.3, 5.0, 0.3),
    (0.9, 1.0, 0.5),
    (0.05, 1.0, 0.1),
]


@pytest.mark.parametrize(("usual_s", "recv_timeout_s", "after_s"), PATIENCE)
def test_the_next_line_is_asked_after_the_usual_time_that_was_learned(
    usual_s: float, recv_timeout_s: float, after_s: float
) -> None:
    home = Home(lines=TWO, recv_timeout_s=recv_timeout_s)
    home.receiver("tv")
    learn(home, "one", usual_s)
    tv = next(iter(home.receivers.values()))

    tv.asks(1)
    home.after(after_s - 0.001)
    assert home["two"].asked() == []
    home.after(0.001 + TICKS)
    assert home["two"].asked() == [1]


def test_the_first_good_answer_wins_and_the_other_changes_nothing() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.6)
    home["one"].answers(1)
    assert tv.hears() == [(1, 1)]
    home.said()

    home["two"].answers(1)
    assert home.said() == []

    tv.asks(1)
    assert home.done().line == "one.lan", "the first is what is remembered"
    home.settles()


def test_all_lines_are_asked_in_their_order_each_after_the_other_s_usual_time() -> None:
    home = Home(lines=("one", "two", "three"))
    tv = home.receiver("tv")
    tv.asks(1)

    asked = []
    for _ in range(30):
        asked.append("".join(key[1] for key in home.lines if home[key].asked()))
        home.after(0.1)

    assert [n for n, key in enumerate(asked) if key] == [0, 6, 11]
    assert "".join(asked) == "nwh", "one, two, three: none of them twice"
    home.settles()
    assert tv.hears() == [(1, None)]


def test_a_line_that_is_lost_is_followed_by_the_next_at_once() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.1)
    home.said()

    home["one"].goes_down()

    assert home["two"].asked() == [1]
    (failed,) = home.seen(AttemptFailed)
    assert failed.line == "one.lan"
    assert failed.after_s == pytest.approx(0.1)
    assert failed.reason == "the line was lost"
    home["two"].answers(1)
    assert tv.hears() == [(1, 1)]


def test_a_line_that_refuses_is_followed_by_the_next_at_once() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)

    home["one"].refuses(1)

    assert home["two"].asked() == [1]


def test_a_line_that_is_back_while_a_question_waits_is_asked_at_once() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home["card"].goes_down()
    home.after(1.5)
    home["card"].comes_up()
    assert home["card"].asked() == [1, 1]

    home["card"].answers(1)
    assert tv.hears() == [(1, 1)]


def test_it_does_not_matter_whether_a_line_s_cards_or_its_log_in_come_first() -> None:
    home = Home()
    tv = home.receiver("tv")
    home["card"].goes_down()
    tv.asks(1)
    home["card"].adds(101, card())
    home.tell(events.LineReady("card", PARTNER))

    assert home["card"].asked() == [1]


def test_a_line_that_is_lost_again_and_again_is_asked_four_times() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    for _ in range(6):
        home["card"].goes_down()
        home.after(0.2)
        home["card"].comes_up()

    assert home["card"].asked() == [1] * 4
    home.settles()
    assert tv.hears() == [(1, None)]


def test_the_first_line_is_preferred_again_after_its_pause() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(5.6)
    assert [home[k].asked() for k in TWO] == [[1], [1]]
    assert tv.hears() == [(1, None)]

    tv.asks(2)
    assert [home[k].asked() for k in TWO] == [[2], []], "both paused: the file's order"
    home.after(0.3)
    home["one"].answers(2)

    tv.asks(3)
    home.after(0.2)
    home["one"].answers(3)
    assert [home[k].asked() for k in TWO] == [[3], []]


def test_a_line_that_timed_out_is_passed_over_while_it_pauses() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.6)
    home["two"].answers(1)
    home.after(4.5)
    assert home.seen(LinePaused) == [LinePaused("one.lan", 1.0)]
    for line in home.lines.values():
        line.asked()

    home.after(0.8)
    tv.asks(2)
    assert [home[k].asked() for k in TWO] == [[], [2]]
    home["two"].answers(2)

    home.after(0.2)
    tv.asks(3)
    assert [home[k].asked() for k in TWO] == [[3], []], "its pause is over"


def test_each_further_time_out_doubles_the_pause() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    pauses = []
    for number in range(1, 9):
        tv.asks(number)
        home.after(0.6)
        home["two"].answers(number)
        home.after(5.0)
        (paused,) = home.seen(LinePaused)
        pauses.append(paused.pause_s)
        home.after(paused.pause_s)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_new_questions_pass_over_a_stalled_line_before_it_times_out() -> None:
    home = Home(lines=TWO)
    tv, kids = home.receiver("tv"), home.receiver("kids")
    learn(home, "one", 0.2)
    tv.asks(1)
    home.after(1.02)
    assert [home[k].asked() for k in TWO] == [[1], [1]]

    kids.asks(2)

    assert [home[k].asked() for k in TWO] == [[], [2]]


def test_one_answer_that_is_missing_does_not_make_a_line_stalled() -> None:
    """A card that cannot do one channel may still be the best for all the others."""
    home = Home(lines=TWO)
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    for number in range(2, 8):
        kids.asks(number)
        home.after(0.3)
        home["one"].answers(number)

    home["one"].asked()
    kids.asks(9)
    assert home["one"].asked() == [9]


def test_a_line_that_is_taken_out_of_the_settings_is_lost() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)

    home.configure(replace(home.settings, lines=home.settings.lines[1:]))

    assert home["two"].asked() == [1]


def test_lines_that_are_taken_out_together_are_not_asked_in_each_other_s_place() -> (
    None
):
    home = Home(lines=("one", Line("two", "two.lan", retries=3)))
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.6)
    assert [home[k].asked() for k in TWO] == [[1], [1]]
    home.passes_unseen(1.0)

    home.configure(replace(home.settings, lines=()))

    assert [home[k].asked() for k in TWO] == [[], []]
    home.settles()


def test_a_question_asks_only_where_its_account_may() -> None:
    home = Home(lines=("far", "near"), accounts=(account("kids", up_hops=0),))
    home["far"].adds(101, card(hops=1))
    kids = home.receiver("kids")
    home["far"].asked()

    kids.asks(1)

    assert home["far"].asked() == []
    assert home["near"].asked() == [1]


# Retries


def test_a_line_with_retries_is_asked_again_before_the_next_one() -> None:
    home = Home(lines=(Line("one", "one.lan", retries=2), "two"))
    tv = home.receiver("tv")
    tv.asks(1)

    moments: dict[str, list[int]] = {}
    for step in range(30):
        for key in TWO:
            for _ in home[key].asked():
                moments.setdefault(key, []).append(step)
        home.after(0.1)

    assert moments == {"one": [0, 6, 11], "two": [16]}
    home["one"].answers(1)
    assert tv.hears() == [(1, 1)]


def test_retries_end_with_the_deadline() -> None:
    home = Home(lines=(Line("card", "card.lan", retries=50),))
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(5.0 + TICKS)
    assert tv.hears() == [(1, None)]
    asked = len(home["card"].asked())

    home.after(60)

    assert 5 < asked < 15
    assert home["card"].asked() == []
    home.settles()


def test_a_card_that_was_withdrawn_meanwhile_is_not_asked_for_again() -> None:
    home = Home(lines=(Line("one", "one.lan", retries=2), "two"))
    tv = home.receiver("tv")
    tv.asks(1)
    home["one"].removes(101)
    home["one"].adds(101, card(7))
    home.after(0.6)

    assert [home[k].asked() for k in TWO] == [[1], [1]]


def test_what_was_answered_is_not_asked_again() -> None:
    home = Home(lines=(Line("card", "card.lan", retries=2),))
    tv = home.receiver("tv")
    tv.asks(1)
    home["card"].answers(1)
    home.after(60)

    assert home["card"].asked() == [1]


# Cannot answer


def test_a_line_that_refuses_is_asked_once_more_after_a_second() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home["card"].refuses(1)
    home.after(ASK_AGAIN_S)
    assert home["card"].asked() == [1]
    home.after(TICKS)
    assert home["card"].asked() == [1]

    home["card"].answers(1)
    assert tv.hears() == [(1, 1)]


def test_it_is_asked_once_more_even_while_another_line_says_nothing() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home["one"].refuses(1)
    assert [home[k].asked() for k in TWO] == [[1], [1]]

    home.after(1.0 + TICKS)
    assert [home[k].asked() for k in TWO] == [[1], []]
    home["one"].answers(1)
    assert tv.hears() == [(1, 1)]


def test_it_is_not_asked_once_more_when_there_is_no_time_left() -> None:
    home = Home(lines=TWO, recv_timeout_s=3.0)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(2.5)
    home["one"].refuses(1)
    home["one"].asked()
    home.after(2.0)

    assert tv.hears() == [(1, None)]
    assert home["one"].asked() == []


def test_a_refusal_is_told_three_seconds_after_the_question() -> None:
    """Something may still come; and what a refusal costs a receiver is a period."""
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home["card"].refuses(1)
    home.after(1.1)
    home["card"].refuses(1)
    home.said()

    home.after(HOLD_S - 1.1)
    assert tv.hears() == []
    home.after(TICKS)

    assert tv.hears() == [(1, None)]
    done = home.done()
    assert (done.outcome, done.line) == (Outcome.REFUSED, "card.lan")
    assert done.total_s == pytest.approx(HOLD_S, abs=TICKS)
    home.settles()


def test_a_refusal_after_three_seconds_is_told_at_once() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(4.0)

    home["card"].refuses(1)

    assert tv.hears() == [(1, None)]


# RECV TIMEOUT   a silent line costs
DEADLINES = [(5.0, 5.0), (4.0, 4.0), (10.0, 10.0), (1.0, 3.0), (0.0, 3.0)]


@pytest.mark.parametrize(("recv_timeout_s", "after_s"), DEADLINES)
def test_a_question_waits_for_recv_timeout_and_three_seconds_at_least(
    recv_timeout_s: float, after_s: float
) -> None:
    home = Home(recv_timeout_s=recv_timeout_s)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(after_s)
    assert tv.hears() == []
    home.after(TICKS)

    assert tv.hears() == [(1, None)]
    home.settles()


def test_without_any_line_a_question_waits_three_seconds_for_one() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    for key in TWO:
        home[key].goes_down()
    tv.asks(1)
    home.said()

    home.after(HOLD_S)
    assert tv.hears() == []
    home.after(TICKS)
    assert tv.hears() == [(1, None)]
    done = home.done()
    assert (done.outcome, done.line, done.hop) == (Outcome.NO_CARD, "", 0)


def test_an_answer_that_comes_after_the_end_is_remembered() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(5.0 + TICKS)
    assert tv.hears() == [(1, None)]

    home["two"].answers(1)
    assert tv.hears() == []
    tv.asks(1)
    assert tv.hears() == [(1, 1)]


def test_an_answer_that_comes_late_is_for_who_has_asked_again_meanwhile() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(5.0 + TICKS)
    tv.asks(1)
    assert tv.hears() == [(1, None)]

    home["two"].answers(1)

    assert tv.hears() == [(1, 1)]
    home.settles()


def test_a_late_answer_counts_for_the_line_s_usual_time() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.6)
    home["two"].answers(1)
    home.after(0.4)
    home["one"].answers(1)
    for line in home.lines.values():
        line.asked()

    tv.asks(9)
    home.after(0.99)
    assert home["two"].asked() == []
    home.after(0.03)
    assert home["two"].asked() == [9]


def test_a_machine_that_slept_asks_nobody_for_questions_that_are_over() -> None:
    home = Home(lines=TWO)
    tv = home.receiver("tv")
    tv.asks(1)
    home.passes_unseen(3600).tell(events.TimeCame())

    assert tv.hears() == [(1, None)]
    assert home["two"].asked() == []
    home.settles()


# Plain mode: one question at a time


def test_a_plain_line_has_one_question_under_way() -> None:
    home = Home(capacity=PLAIN)
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    home.after(0.01)
    kids.asks(2)
    tv.asks(3)
    assert home["card"].asked() == [1]

    home.after(0.1)
    home["card"].answers(1)
    assert home["card"].asked() == [2]
    home.said()
    home.after(0.1)
    home["card"].answers(2)
    assert home["card"].asked() == [3]
    done = home.done()
    assert done.total_s == pytest.approx(0.2)
    assert done.queue_s == pytest.approx(0.1)
    assert done.line_s == pytest.approx(0.1)


def test_the_queue_goes_by_deadline() -> None:
    home = Home(lines=TWO, capacity=PLAIN)
    tv, kids = home.receiver("tv"), home.receiver("kids")
    kids.asks(1)
    home.after(0.6)
    assert [home[k].asked() for k in TWO] == [[1], [1]]
    tv.asks(2)
    home.after(0.3)
    kids.asks(3)
    home.after(0.3)
    assert [home[k].asked() for k in TWO] == [[], []]

    home["two"].answers(1)

    assert home["two"].asked() == [2], "behind one on the first line, but older"


def test_who_was_answered_by_another_line_is_not_asked_for_any_more() -> None:
    home = Home(lines=TWO, capacity=PLAIN)
    tv = home.receiver("tv")
    tv.asks(1)
    tv.asks(2)
    home.after(0.6)
    home["two"].answers(1)
    home["two"].answers(2)
    for line in home.lines.values():
        line.asked()

    home["one"].answers(1)

    assert home["one"].asked() == [], "2 was in its queue"
    assert tv.hears() == [(1, 1), (2, 2)]


def test_a_plain_line_that_does_not_answer_is_made_anew() -> None:
    """Its answers have no number: a late one could be taken for the next one's."""
    home = Home(lines=TWO, capacity=PLAIN)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.6)
    home["two"].answers(1)
    home.after(4.5)
    assert home["one"].resets == 0, "OSCam says no after the same 5 s: a little spare"
    home.after(1.0)
    assert home["one"].resets == 1

    tv.asks(2)
    assert home["two"].asked() == [1, 2], "nothing goes there until it is back"
    home["one"].goes_down()
    home["one"].comes_up(capacity=PLAIN)
    home.settles()


def test_what_waited_behind_it_goes_on_elsewhere_or_when_it_is_back() -> None:
    home = Home(capacity=PLAIN, recv_timeout_s=2.0)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(1.0)
    tv.asks(2)
    home.after(2.0 + TICKS)
    assert home["card"].resets == 1
    assert tv.hears() == [(1, None)]

    home["card"].goes_down()
    home.after(0.5)
    home["card"].comes_up(capacity=PLAIN)
    assert home["card"].asked() == [1, 2]
    home["card"].answers(2)
    assert tv.hears() == [(2, 2)]


def test_a_partner_line_that_does_not_answer_is_told_to_forget() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(5.1)

    assert home["card"].resets == 0
    assert home["card"].under_way == {}


def test_retries_are_for_partners() -> None:
    """In plain mode a line could only be asked again behind its own question."""
    home = Home(lines=(Line("one", "one.lan", retries=2), "two"), capacity=PLAIN)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(0.6)

    assert [home[k].asked() for k in TWO] == [[1], [1]]


def test_a_line_that_can_take_more_from_now_on_gets_what_waits() -> None:
    home = Home(capacity=PLAIN)
    tv = home.receiver("tv")
    for number in range(1, 5):
        tv.asks(number)
    assert home["card"].asked() == [1]

    home.tell(events.LineReady("card", 3))
    assert home["card"].asked() == [2, 3]
    home.tell(events.LineReady("card", PLAIN))
    home["card"].answers(1)
    home["card"].answers(2)
    assert home["card"].asked() == []
    home["card"].answers(3)
    assert home["card"].asked() == [4]


# Properties


@given(
    waits=st.lists(st.floats(0, 0.4), min_size=1, max_size=12),
    capacity=st.sampled_from([PLAIN, 2, PARTNER]),
)
def test_however_many_ask_for_a_section_it_is_asked_once(
    waits: list[float], capacity: int
) -> None:
    home = Home(accounts=tuple(f"box{n}" for n in range(12)), capacity=capacity)
    boxes = [home.receiver(f"box{n}") for n in range(len(waits))]
    for box, wait in zip(boxes, sorted(waits), strict=True):
        home.now = 1000.0 + wait
        box.asks(1)
    home["card"].answers(1)
    for box in boxes:
        box.asks(1)

    assert home["card"].asked() == [1]
    assert [box.hears() for box in boxes] == [[(1, 1)] * 2] * len(boxes)


@given(
    times=st.lists(st.floats(0, 3), max_size=30),
    recv_timeout_s=st.floats(0.5, 20),
)
def test_the_next_line_is_asked_neither_before_100_ms_nor_after_half_of_recv_timeout(
    times: list[float], recv_timeout_s: float
) -> None:
    home = Home(lines=TWO, recv_timeout_s=recv_timeout_s)
    tv = home.receiver("tv")
    for number, seconds in enumerate(times):
        tv.asks(number)
        home.after(min(seconds, recv_timeout_s * 0.99))
        home["one"].answers(number)
    for _ in range(2):  # whatever is left under way has ended
        home.after(recv_timeout_s + 61)
    home["two"].asked()

    tv.asks(4000)
    assert home["two"].asked() == []
    home.after(0.0999)
    assert home["two"].asked() == []
    home.after(recv_timeout_s / 2 - 0.0999 + TICKS)
    assert home["two"].asked() == [4000]
