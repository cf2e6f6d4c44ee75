"""What is true now, told from what core observes."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core import observations as seen
from hearth.core.observations import Fault, Observation, Outcome
from hearth.dvb import ServiceId
from hearth.observe.live.live import ECMS, Live
from hearth.observe.live.views import HeadlineKind, Picture, ReceiverStatus, Refusal
from tests.observe.live.made import CAID, CARD, NEWS, PROVIDER, SPORT, done

OFFSET = 1_700_000_000.0
STARTED = OFFSET + 100.0
HERE = "192.168.1.20"


@pytest.fixture
def live() -> Live:
    return home()


def home(*accounts: str) -> Live:
    """Make a home with two lines, the first one up, and the television logged in."""
    live = Live(
        accounts or ("tv", "bed"),
        ["a", "b"],
        started_unix=STARTED,
        unix_offset=OFFSET,
    )
    live(seen.LineUp("a"), 100.0)
    live(seen.ReceiverLoggedIn("tv", HERE), 101.0)
    return live


def tv(live: Live, now: float) -> ReceiverStatus:
    return live.status(now).receivers[0]


def watch(
    live: Live, count: int = 6, since: float = 110.0, period: float = 10
) -> float:
    """Let the television ask for a while; return when it did last."""
    for number in range(count):
        live(done(), since + period * number)
    return since + period * (count - 1)


# The whole


def test_at_first_nothing_is_known() -> None:
    live = Live(["tv"], ["a"], started_unix=STARTED, unix_offset=OFFSET)

    status = live.status(100.0)

    assert (status.at, status.started) == (OFFSET + 100.0, STARTED)
    assert [r.picture for r in status.receivers] == [Picture.OFF]
    assert [line.is_up for line in status.lines] == [False]
    assert status.headline.kind is HeadlineKind.ALL_LINES_DOWN


def test_who_is_not_connected_is_shown_too_in_the_order_of_the_file(live: Live) -> None:
    status = live.status(102.0)

    assert [(r.name, r.picture) for r in status.receivers] == [
        ("tv", Picture.IDLE),
        ("bed", Picture.OFF),
    ]
    assert [(line.name, line.is_up) for line in status.lines] == [
        ("a", True),
        ("b", False),
    ]


def test_a_home_that_watches_is_well(live: Live) -> None:
    now = watch(live)

    status = live.status(now)
    shown = status.receivers[0]

    assert status.headline.kind is HeadlineKind.ALL_WELL
    assert (status.headline.since, status.headline.count) == (STARTED, 1)
    assert shown.picture is Picture.WELL
    assert shown.period_s == pytest.approx(10.0)
    assert shown.margin == pytest.approx(0.2 / 5)
    assert shown.asked == status.lines[0].asked == 6


def test_lateness_is_judged_by_the_learnt_period(live: Live) -> None:
    now = watch(live, period=1)
    live(done(total_s=0.5), now + 1)
    assert tv(live, now + 1).picture is Picture.LATE

    live(done(service=SPORT, total_s=0.5), now + 2)

    assert tv(live, now + 2).picture is Picture.WELL


def test_a_line_that_goes_is_said_at_once(live: Live) -> None:
    live(seen.LineUp("b"), 102.0)
    now = watch(live)

    live(seen.LineDown("a", "reading", "reset by peer"), now + 1)
    one = live.status(now + 1)
    live(seen.LineDown("b", "reading", "reset by peer"), now + 2)
    both = live.status(now + 2)

    assert one.headline.kind is HeadlineKind.LINE_DOWN
    assert (one.headline.line, one.headline.since) == ("a", OFFSET + now + 1)
    assert both.headline.kind is HeadlineKind.ALL_LINES_DOWN
    assert both.headline.since == OFFSET + now + 2


# Questions


def test_questions_are_kept_with_their_time_and_number(live: Live) -> None:
    live(done(Outcome.TIMED_OUT, total_s=5.0), 110.0)
    live(done(joined=True), 111.0)

    first, second = live.ecms()

    assert (first.number, first.at) == (1, OFFSET + 110.0)
    assert tuple(first)[2:] == tuple(done(Outcome.TIMED_OUT, total_s=5.0))
    assert (second.number, second.joined) == (2, True)
    assert live.ecms(1) == live.ecms(0, 1) == [second]


def test_the_last_questions_are_kept(live: Live) -> None:
    watch(live, ECMS + 7)

    assert [ecm.number for ecm in live.ecms(0, 2)] == [ECMS + 6, ECMS + 7]
    assert len(live.ecms()) == ECMS


# outcome                  joined   what the line is said to have done
ON_THE_LINE = [
    (Outcome.ANSWERED, False, (1, 0)),
    (Outcome.ANSWERED, True, (0, 0)),  # the first of them has counted it
    (Outcome.REMEMBERED, False, (0, 0)),
    (Outcome.TIMED_OUT, False, (0, 0)),  # its attempts are counted
    (Outcome.REFUSED, False, (0, 0)),
]


@pytest.mark.parametrize(("outcome", "joined", "counted"), ON_THE_LINE)
def test_a_line_answers_for_itself_alone(
    live: Live, outcome: Outcome, joined: bool, counted: tuple[int, int]
) -> None:
    live(done(outcome, joined=joined), 110.0)

    line = live.status(110.0).lines[0]

    assert (line.asked, line.failed) == counted


def test_attempts_that_failed_are_the_lines(live: Live) -> None:
    live(seen.AttemptFailed("a", CAID, NEWS, 1.0, "the line was lost"), 110.0)
    live(seen.BadControlWords("a", CAID, NEWS, Fault.STALE), 111.0)
    live(seen.LinePaused("a", 4.0), 112.0)

    line = live.status(113.0).lines[0]

    assert (line.asked, line.failed, line.is_paused) == (2, 2, True)


def test_counts_begin_anew_at_midnight(live: Live) -> None:
    now = watch(live)
    live(seen.AttemptFailed("a", CAID, NEWS, 1.0, "the line was lost"), now)
    tomorrow = now + 86_400.0

    status = live.status(tomorrow)
    assert (status.receivers[0].asked, status.lines[0].failed) == (0, 0)
    live(done(), tomorrow + 86_400.0)
    status = live.status(tomorrow + 86_400.0)

    assert (status.receivers[0].asked, status.lines[0].asked) == (1, 1)


def test_card_updates_are_counted_until_midnight(live: Live) -> None:
    now = watch(live)
    name = live.status(now).receivers[0].name
    for _ in range(3):
        live(seen.EmmPassed(name, "a", CAID, 90), now)
    live(seen.EmmKept(name, CAID, "it was sent a moment ago"), now)
    live(seen.EmmPassed("nobody", "a", CAID, 90), now)

    receiver = live.status(now).receivers[0]
    assert (receiver.emms, receiver.emms_kept) == (4, 1)

    live(seen.EmmPassed(name, "a", CAID, 90), now + 86_400.0)
    receiver = live.status(now + 86_400.0).receivers[0]
    assert (receiver.emms, receiver.emms_kept) == (1, 0)


def test_failures_teach_no_period(live: Live) -> None:
    for number in range(20):
        live(done(Outcome.TIMED_OUT), 110.0 + 3 * number)

    assert live.periods.learnt() == {}


# Receivers and lines


def test_a_receiver_comes_and_goes(live: Live) -> None:
    live(seen.ReceiverRunning("tv", "OSCam"), 102.0)
    assert (tv(live, 103.0).program, tv(live, 103.0).address) == ("OSCam", HERE)

    live(seen.ReceiverLeft("tv", HERE, "it closed the connection"), 104.0)

    assert (tv(live, 105.0).picture, tv(live, 105.0).since) == (
        Picture.OFF,
        OFFSET + 104.0,
    )


def test_a_refusal_is_shown_until_the_log_in(live: Live) -> None:
    live(seen.ConnectionRefused("192.168.1.21", "bed", "wrong password"), 110.0)
    refused = live.status(111.0)
    live(seen.ReceiverLoggedIn("bed", "192.168.1.21"), 112.0)
    let_in = live.status(113.0)

    at = OFFSET + 110.0
    assert refused.headline.kind is HeadlineKind.RECEIVER_REFUSED
    assert refused.refusals == (Refusal(at, "192.168.1.21", "bed", "wrong password"),)
    assert refused.receivers[1].last_refusal == "wrong password"
    assert refused.receivers[1].last_refusal_at == at
    assert let_in.headline.kind is HeadlineKind.ALL_WELL
    assert let_in.receivers[1].last_refusal == ""


def test_of_two_refusals_of_a_name_the_newest_is_shown(live: Live) -> None:
    live(seen.ConnectionRefused("192.168.1.21", "bed", "wrong password"), 110.0)
    live(seen.ConnectionRefused("192.168.1.22", "bed", "in use"), 111.0)

    assert live.status(112.0).receivers[1].last_refusal == "in use"


def test_cards_of_a_line(live: Live) -> None:
    live(seen.CardLearnt("a", 1, CARD), 102.0)
    assert live.status(102.0).lines[0].cards == (CARD,)

    live(seen.CardLeft("a", 1), 103.0)

    assert live.status(103.0).lines[0].cards == ()


# A new configuration


def test_a_reload_keeps_who_stays_and_forgets_who_goes(live: Live) -> None:
    now = watch(live)

    live.configure(["kitchen", "tv"], ["c", "a"])
    status = live.status(now)

    assert [(r.name, r.picture) for r in status.receivers] == [
        ("kitchen", Picture.OFF),
        ("tv", Picture.WELL),
    ]
    assert [(line.name, line.is_up) for line in status.lines] == [
        ("c", False),
        ("a", True),
    ]
    live.configure(["bed"], [])

    assert live.status(now).headline.kind is HeadlineKind.NO_LINES_CONFIGURED
    assert [r.asked for r in live.status(now).receivers] == [0]


ABOUT_NOBODY: list[Observation] = [
    done(receiver="gone", line="gone"),
    seen.AttemptFailed("gone", CAID, NEWS, 1.0, "x"),
    seen.BadControlWords("gone", CAID, NEWS, Fault.ALL_ZERO),
    seen.LinePaused("gone", 1.0),
    seen.LineUp("gone"),
    seen.LineDown("gone", "connect", "x"),
    seen.CardLearnt("gone", 1, CARD),
    seen.CardLeft("gone", 1),
    seen.ReceiverLoggedIn("gone", HERE),
    seen.ReceiverRunning("gone", "OSCam"),
    seen.ReceiverLeft("gone", HERE, "x"),
    seen.LineAsked("gone", CAID, NEWS, 1),
    seen.CardNotTaken("gone", CARD, "x"),
    seen.EmmPassed("gone", "gone", CAID, 9),
    seen.EmmKept("gone", CAID, "x"),
]


@pytest.mark.parametrize("observation", ABOUT_NOBODY, ids=lambda o: type(o).__name__)
def test_what_is_heard_of_who_is_gone_changes_nothing(
    live: Live, observation: Observation
) -> None:
    before = live.status(102.0)

    live(observation, 102.0)

    assert live.status(102.0) == before


def test_a_clock_that_is_set_moves_everything(live: Live) -> None:
    watch(live, 1)

    live.set_clock(OFFSET + 1e6)
    status = live.status(111.0)

    assert (status.at, status.started) == (OFFSET + 1e6 + 111.0, STARTED + 1e6)
    assert status.lines[0].since == OFFSET + 1e6 + 100.0
    live(done(), 112.0)

    assert live.ecms(1)[0].at == OFFSET + 1e6 + 112.0


# Who wants to know


def test_subscribers_are_told_of_each_observation_and_reload(live: Live) -> None:
    told = list[int]()
    leave = live.subscribe(lambda: told.append(live.status(110.0).receivers[0].asked))

    live(done(), 110.0)
    live(seen.LineUp("b"), 110.0)
    live.configure(["tv"], ["a"])
    leave()
    live(done(), 111.0)

    assert told == [1, 1, 1]


def test_a_subscriber_that_fails_disturbs_nothing(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError

    live.subscribe(fail)

    live(done(), 110.0)
    live(done(), 111.0)

    assert len(live.ecms()) == 2
    assert len(caplog.records) == 1


def test_lines_of_the_log_are_kept(live: Live) -> None:
    record = logging.makeLogRecord({"msg": "line a is up", "levelno": logging.INFO})
    live.log_ring.handle(record)
    live.log_ring.handle(record)

    assert [line.number for line in live.log_lines()] == [1, 2]
    assert [line.number for line in live.log_lines(1)] == [2]
    assert [line.number for line in live.log_lines(0, 1)] == [2]


# Anything may happen

QUESTIONS = st.builds(
    seen.EcmDone,
    st.sampled_from(["tv", "bed", "gone"]),
    st.just(CAID),
    st.just(PROVIDER),
    st.sampled_from([NEWS, SPORT, ServiceId(3)]),
    st.sampled_from(list(Outcome)),
    st.sampled_from(["a", "b", ""]),
    st.integers(0, 2),
    st.floats(0, 5),
)
OTHERS = st.sampled_from(
    [
        *ABOUT_NOBODY,
        seen.LineUp("b"),
        seen.LineDown("a", "connect", "it is off"),
        seen.LineDown("b", "connect", "it is off"),
        seen.LineUp("a"),
        seen.ReceiverLoggedIn("bed", HERE),
        seen.ReceiverLeft("tv", HERE, "x"),
        seen.ReceiverLoggedIn("tv", HERE),
        seen.ConnectionRefused(HERE, "tv", "wrong password"),
        seen.ConnectionRefused(HERE, "", "x"),
    ]
)


@given(st.lists(st.tuples(st.floats(0, 30), QUESTIONS | OTHERS), max_size=40))
def test_whatever_happens_there_is_a_status(
    happens: list[tuple[float, Observation]],
) -> None:
    live, now = home(), 102.0

    for later, observation in happens:
        now += later
        live(observation, now)
        status = live.status(now)

        assert [r.name for r in status.receivers] == ["tv", "bed"]
        assert all(
            (r.picture is Picture.OFF) != r.is_connected for r in status.receivers
        )
        assert all(
            (r.watching is None) == (r.outcome is None) for r in status.receivers
        )
        assert all(0 <= r.failed <= r.asked for r in status.receivers)
        assert status.headline.since <= status.at
        assert all(r.picture_since <= status.at for r in status.receivers)
