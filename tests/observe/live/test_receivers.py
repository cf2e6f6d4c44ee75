"""One receiver, as its log-ins and questions tell of it."""

from __future__ import annotations

from hearth.core.observations import Outcome
from hearth.observe.live.receivers import Receiver
from hearth.observe.live.views import Picture, ReceiverStatus, Refusal, Watching
from tests.observe.live import made
from tests.observe.live.made import CAID, NEWS, PROVIDER

OFFSET = 1_000_000.0
HERE = "192.168.1.20"


def status(
    receiver: Receiver,
    now: float,
    period_s: float | None = 10.0,
    refusal: Refusal | None = None,
) -> ReceiverStatus:
    return receiver.status(now, OFFSET, lambda _: period_s, refusal)


def connected(at: float = 10.0) -> Receiver:
    receiver = Receiver("tv")
    receiver.log_in(HERE, at)
    return receiver


# The picture


def test_who_was_never_here_is_off() -> None:
    shown = status(Receiver("tv"), 10.0)

    assert (shown.picture, shown.is_connected, shown.since) == (Picture.OFF, False, 0.0)
    assert (shown.watching, shown.last, shown.margin) == (None, None, None)


def test_who_left_is_off_since_then() -> None:
    receiver = connected()
    receiver.take(made.ecm(), 11.0, None)
    receiver.leave(12.0)

    shown = status(receiver, 13.0)

    assert (shown.picture, shown.picture_since) == (Picture.OFF, OFFSET + 12.0)
    assert (shown.is_connected, shown.since) == (False, OFFSET + 12.0)
    assert (shown.watching, shown.outcome) == (None, None)
    assert shown.last is not None


def test_who_asks_nothing_is_idle_since_the_log_in() -> None:
    shown = status(connected(), 11.0)

    assert (shown.picture, shown.picture_since) == (Picture.IDLE, OFFSET + 10.0)
    assert (shown.address, shown.since) == (HERE, OFFSET + 10.0)


def test_who_asks_nothing_any_more_is_idle_since_the_last_question() -> None:
    receiver = connected()
    receiver.take(made.ecm(total_s=1.0), 21.0, None)

    assert status(receiver, 46.0).picture is Picture.WELL
    shown = status(receiver, 46.1)

    assert (shown.picture, shown.picture_since) == (Picture.IDLE, OFFSET + 20.0)
    assert shown.watching is None


def test_who_watches() -> None:
    receiver = connected()
    receiver.take(made.ecm(total_s=0.5), 20.5, None)

    shown = status(receiver, 21.0)

    assert (shown.picture, shown.outcome) == (Picture.WELL, Outcome.ANSWERED)
    assert shown.watching == Watching(CAID, PROVIDER, NEWS, OFFSET + 20.0)
    assert shown.trouble_at == 0.0


def test_trouble_is_remembered_when_it_is_over() -> None:
    receiver = connected()
    for at, outcome in [
        (20.0, Outcome.ANSWERED),
        (30.0, Outcome.TIMED_OUT),
        (40.0, Outcome.TIMED_OUT),
        (50.0, Outcome.ANSWERED),
    ]:
        receiver.take(made.ecm(outcome), at, None)

    shown = status(receiver, 51.0)

    assert (shown.picture, shown.picture_since) == (Picture.WELL, OFFSET + 50.0)
    assert shown.trouble_at == OFFSET + 40.0


# The rest


def test_a_program_belongs_to_its_machine() -> None:
    receiver = connected()
    receiver.run("OSCam")
    receiver.log_in(HERE, 20.0)
    assert status(receiver, 20.0).program == "OSCam"

    receiver.log_in("192.168.1.99", 30.0)

    assert status(receiver, 30.0).program == ""


def test_only_good_answers_have_a_time() -> None:
    receiver = connected()
    receiver.take(made.ecm(total_s=0.25), 20.0, None)
    receiver.take(made.ecm(Outcome.REFUSED, total_s=0.01), 30.0, None)
    receiver.take(made.ecm(Outcome.REMEMBERED, total_s=0.5), 40.0, None)

    shown = status(receiver, 40.0)

    assert (shown.usual_s, shown.p99_s, shown.margin) == (0.25, 0.5, 0.1)
    assert (shown.asked, shown.failed) == (3, 1)


def test_no_margin_without_a_period() -> None:
    receiver = connected()
    receiver.take(made.ecm(), 20.0, None)

    shown = status(receiver, 20.0, period_s=None)

    assert (shown.period_s, shown.margin, shown.verdict) == (None, None, None)


def test_a_refusal_is_shown() -> None:
    refusal = Refusal(7.0, HERE, "tv", "wrong password")

    shown = status(Receiver("tv"), 10.0, refusal=refusal)

    assert (shown.last_refusal, shown.last_refusal_at) == ("wrong password", 7.0)
