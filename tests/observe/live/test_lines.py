"""One upstream line, as its connection and its answers tell of it."""

from __future__ import annotations

import pytest

from hearth.dvb import Card
from hearth.observe.live.lines import Line
from hearth.observe.live.verdicts import ENOUGH_ANSWERS, Manner
from hearth.observe.live.views import LineStatus, Trip
from tests.observe.live.made import CAID, CARD

OFFSET = 1_000_000.0


def status(line: Line, now: float = 0.0) -> LineStatus:
    return line.status(now, OFFSET)


def test_a_line_that_was_not_tried_yet() -> None:
    shown = status(Line("a"))

    assert (shown.is_up, shown.since, shown.step) == (False, 0.0, "")
    assert (shown.hop, shown.usual_s, shown.manner) == (0, 0.0, Manner.UNKNOWN)


def test_a_line_is_up_since_its_log_in() -> None:
    line = Line("a")
    line.go_down("connect", "it is off", 1.0)
    line.go_up(2.0)

    shown = status(line)

    assert (shown.is_up, shown.since) == (True, OFFSET + 2.0)
    assert (shown.step, shown.reason) == ("", "")


def test_connecting_took_as_long_as_the_last_time_that_is_known() -> None:
    line = Line("a")
    line.go_up(2.0, 0.012)
    line.go_down("connection", "it is off", 3.0)
    line.go_up(4.0)

    trip = Trip(0.001, 0.041, 0.002)
    shown = line.status(5.0, OFFSET, trip)

    assert (shown.connect_s, shown.trip) == (0.012, trip)


def test_a_line_is_down_since_it_went_not_since_the_last_attempt() -> None:
    line = Line("a")
    line.go_up(1.0)
    line.add_card(1, CARD)
    line.go_down("reading", "reset by peer", 2.0)
    line.go_down("connect", "it is off", 3.0)

    shown = status(line)

    assert (shown.is_up, shown.since) == (False, OFFSET + 2.0)
    assert (shown.step, shown.reason) == ("connect", "it is off")
    assert shown.cards == ()


def test_cards_come_and_go() -> None:
    line = Line("a")
    further = Card(CAID, CARD.providers, hops=1)
    line.add_card(1, further)
    line.add_card(2, CARD)

    assert (status(line).cards, status(line).hop) == ((further, CARD), 1)
    line.remove_card(2)
    line.remove_card(7)

    assert (status(line).cards, status(line).hop) == ((further,), 2)


def test_a_pause_ends_by_itself_or_with_a_good_answer() -> None:
    line = Line("a")
    line.pause(5.0, 10.0)

    assert status(line, 14.9).is_paused
    assert not status(line, 15.0).is_paused
    line.answer(0.2, 1, 11.0)

    assert not status(line, 11.0).is_paused


def test_an_answer_shows_that_a_line_is_up() -> None:
    line = Line("a")

    line.answer(0.2, 2, 7.0)

    shown = status(line)
    assert (shown.is_up, shown.since, shown.hop) == (True, OFFSET + 7.0, 2)


def test_times_and_counts() -> None:
    line = Line("a")
    for number in range(ENOUGH_ANSWERS):
        line.answer(0.2 + number / 1000, 1, float(number))
    line.fail()

    shown = status(line)

    assert (shown.asked, shown.failed) == (ENOUGH_ANSWERS + 1, 1)
    assert (shown.last_s, shown.usual_s, shown.p99_s) == pytest.approx(
        (0.215, 0.207, 0.215)
    )
    assert shown.manner is Manner.STEADY
    assert 0.0 < shown.spread_s < 0.05
