"""What is to be seen, and why nothing is: docs/ecm-time.md, moment by moment."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_system import Halves
from hearth.lab.screen import TUNE_S, Cause, Dark, Screen

ONE, TWO = ServiceId(0x1234), ServiceId(0x1235)


def screen(lead_s: float = 9.0, halves: Halves = Halves.BOTH) -> Screen:
    shown = Screen(Broadcast(lead_s=lead_s, halves=halves))
    shown.turn_to(ONE, 0.0)
    return shown


def watching(lead_s: float = 9.0, halves: Halves = Halves.BOTH) -> Screen:
    """One whose picture stands, with the keys of periods 0 and 1."""
    shown = screen(lead_s, halves)
    shown.answered(ONE, 0, 0.2)
    if halves is Halves.ONE:
        shown.answered(ONE, 0, 10.0)
        shown.settle(10.0)
    return shown


def test_a_zap_is_black_until_the_answer_and_the_tuner() -> None:
    shown = watching()

    assert list(shown.zaps) == [pytest.approx(0.2 + TUNE_S)]
    assert shown.black == {Cause.ZAP: pytest.approx(0.2 + TUNE_S)}
    assert not shown.frozen


# when the answer to ECM 1 came   how long the picture was frozen
ANSWERS = [(1.2, 0.0), (19.9, 0.0), (20.0, 0.0), (20.7, 0.7), (29.5, 9.5)]


@pytest.mark.parametrize(("at", "frozen_s"), ANSWERS)
def test_a_freeze_is_as_long_as_the_answer_is_late(at: float, frozen_s: float) -> None:
    shown = watching()
    shown.answered(ONE, 1, at)

    assert shown.frozen_s == pytest.approx(frozen_s)
    assert set(shown.frozen) <= {Cause.LATE}


def test_no_answer_is_a_freeze_until_the_next_good_one_with_its_cause() -> None:
    shown = watching()
    shown.trouble(Cause.REFUSED)
    shown.answered(ONE, 2, 21.4)

    assert shown.frozen == {Cause.REFUSED: pytest.approx(1.4)}
    assert shown.freezes == {Cause.REFUSED: 1}


def test_wrong_control_words_are_black_at_once() -> None:
    shown = watching()
    shown.spoilt(ONE, 12.0)
    shown.answered(ONE, 1, 14.0)

    assert shown.frozen == {Cause.WRONG: pytest.approx(2.0)}


def test_what_is_for_another_channel_changes_nothing() -> None:
    shown = watching()
    shown.answered(TWO, 1, 5.0)
    shown.spoilt(TWO, 5.0)
    shown.turn_off(25.0)

    assert shown.frozen_s == pytest.approx(5.0)


def test_one_half_gives_a_zap_no_key_before_the_next_is_in_use() -> None:
    shown = screen(2.0, Halves.ONE)
    shown.answered(ONE, 0, 8.2)
    shown.settle(15.0)

    assert list(shown.zaps) == [pytest.approx(10.0)]
    assert not shown.frozen


def test_who_is_not_watching_sees_no_freeze() -> None:
    shown = watching()
    shown.turn_off(15.0)
    shown.turn_to(TWO, 1000.0)
    shown.answered(TWO, 100, 1000.5)
    shown.turn_off(1005.0)

    assert not shown.frozen
    assert shown.watched_s == pytest.approx(20.0)


def test_what_is_shown_late_hides_a_freeze_of_that_length() -> None:
    shown = Screen(Broadcast(), hides_s=8.0)
    shown.turn_to(ONE, 0.0)
    shown.answered(ONE, 0, 0.2)
    shown.answered(ONE, 2, 27.0)  # 7 s late
    shown.answered(ONE, 4, 49.0)  # 9 s late

    assert shown.frozen_s == pytest.approx(1.0)


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(0, 6)), max_size=30))
def test_every_moment_is_seen_or_not_and_only_once(
    steps: list[tuple[float, int]],
) -> None:
    darks: list[Dark] = []
    shown = Screen(Broadcast(lead_s=9.0), told=darks.append)
    now = 0.0
    for after, what in steps:
        now += after
        if what == 0:
            shown.turn_to(ONE, now)
        elif what == 1:
            shown.turn_off(now)
        elif what == 2:
            shown.trouble(Cause.REFUSED)
        elif what == 3:
            shown.spoilt(ONE, now)
        else:
            period = Broadcast(lead_s=9.0).ecm_period(ONE, now)
            shown.answered(ONE, period, now)
    shown.turn_off(now)

    assert shown.frozen_s <= shown.watched_s + 1e-6
    assert shown.watched_s <= now + 1e-6
    for first, second in pairwise(darks):
        assert first.begin <= first.end
        assert first.end <= second.begin + TUNE_S + 1e-6
