"""What is true now, told from what core observes: for pages, never for decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from hearth.core import observations as seen
from hearth.core.observations import Observation, Outcome
from hearth.observe.live.day import next_midnight
from hearth.observe.live.headline import Pieces, headline
from hearth.observe.live.lines import Line
from hearth.observe.live.log_ring import LogRing
from hearth.observe.live.receivers import Receiver
from hearth.observe.live.refusals import Refusals
from hearth.observe.live.rings import Ring
from hearth.observe.live.subscribers import Subscribers
from hearth.observe.live.views import (
    NO_TRIPS,
    Ecm,
    LogLine,
    Refusal,
    Status,
    Trips,
    is_good,
)
from hearth.observe.periods import Periods

ECMS: Final = 200  # two minutes of 16 receivers, and 60 kB; history has the rest


class Live:
    """
    Follows every receiver and every line.

    An observer of the engine; everything but `log_ring` and `log_lines`
    belongs to the thread that it is called in.

    Args:
        accounts: The receivers' names, in the order of the configuration.
        lines: The lines' names as observations have them, in that order.
        started_unix: When Hearth was started.
        unix_offset: Unix seconds less monotonic seconds.
        kept: How many questions are at hand.

    Attributes:
        log_ring: To be added to the "hearth" logger.
        periods: The crypto periods that were learnt.

    """

    def __init__(
        self,
        accounts: Iterable[str],
        lines: Iterable[str],
        *,
        started_unix: float,
        unix_offset: float,
        kept: int = ECMS,
    ) -> None:
        self._started = started_unix
        self._unix_offset = unix_offset
        self._midnight = next_midnight(started_unix)
        self._receivers: dict[str, Receiver] = {}
        self._lines: dict[str, Line] = {}
        self._refusals = Refusals()
        self._ecms: Ring[Ecm] = Ring(kept)
        self._subscribers = Subscribers()
        self.log_ring = LogRing()
        self.periods = Periods()
        self._handlers: dict[type, Callable[[Any, float], None]] = {
            seen.EcmDone: self._ecm_done,
            seen.AttemptFailed: self._line_failed,
            seen.BadControlWords: self._line_failed,
            seen.LinePaused: self._line_paused,
            seen.LineUp: self._line_up,
            seen.LineDown: self._line_down,
            seen.CardLearnt: self._card_learnt,
            seen.CardLeft: self._card_left,
            seen.ReceiverLoggedIn: self._logged_in,
            seen.ReceiverRunning: self._running,
            seen.ReceiverLeft: self._left,
            seen.ConnectionRefused: self._refused,
            seen.EmmPassed: self._emm,
            seen.EmmKept: self._emm,
        }
        self.configure(accounts, lines)

    def __call__(self, observation: Observation, now: float) -> None:
        """Take what core has seen, at this moment in monotonic seconds."""
        handler = self._handlers.get(type(observation))
        if handler is not None:
            handler(observation, now)
        self._subscribers.tell()

    def configure(self, accounts: Iterable[str], lines: Iterable[str]) -> None:
        """
        Take the names of a new configuration, before core is told of it.

        Who was there before keeps what is known; who is gone is forgotten.
        """
        receivers, known = self._receivers, self._lines
        self._receivers = {n: receivers.get(n) or Receiver(n) for n in accounts}
        self._lines = {n: known.get(n) or Line(n) for n in lines}
        self._subscribers.tell()

    def set_clock(self, unix_offset: float) -> None:
        """
        Take note that the wall clock was set: boxes without one begin in 1970.

        Questions that are in the ring already keep the time they got.
        """
        self._started += unix_offset - self._unix_offset
        self._unix_offset = unix_offset
        self._midnight = next_midnight(self._started)

    def status(self, now: float, trips: Trips = NO_TRIPS) -> Status:
        """Say what is true at this moment, in monotonic seconds."""
        at, offset = self._unix(now), self._unix_offset
        refusals = self._refusals.all(offset)
        of_user = _newest_of_each(refusals)
        period_of = self.periods.period
        pieces = Pieces(
            at=at,
            started=self._started,
            receivers=tuple(
                receiver.status(
                    now, offset, period_of, of_user.get(name), trips.receivers.get(name)
                )
                for name, receiver in self._receivers.items()
            ),
            lines=tuple(
                line.status(now, offset, trips.lines.get(name))
                for name, line in self._lines.items()
            ),
            refusals=refusals,
        )
        return Status(
            at=at,
            started=pieces.started,
            headline=headline(pieces),
            receivers=tuple(pieces.receivers),
            lines=tuple(pieces.lines),
            refusals=refusals,
        )

    def ecms(self, after_number: int = 0, limit: int | None = None) -> list[Ecm]:
        """Give the newest questions after the one of a number, the oldest first."""
        return self._ecms.after(after_number, limit)

    def log_lines(
        self, after_number: int = 0, limit: int | None = None
    ) -> list[LogLine]:
        """Give the newest lines of the log in the same way."""
        return self.log_ring.lines(after_number, limit)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """
        Let a callback be told after each observation; it must be quick.

        Returns:
            What ends that.

        """
        return self._subscribers.add(callback)

    # Questions

    def _ecm_done(self, event: seen.EcmDone, now: float) -> None:
        at = self._unix(now)
        ecm = Ecm(self._ecms.last + 1, at, *event)
        self._ecms.append(ecm)
        service, periods = ecm.service, self.periods
        if is_good(event.outcome):
            periods.asked(event.receiver, service, now - event.total_s)
        receiver = self._receivers.get(event.receiver)
        if receiver is not None:
            receiver.take(ecm, now, periods.period(service))
        if event.outcome is Outcome.ANSWERED and not event.joined:
            line = self._lines.get(event.line)
            if line is not None:
                line.answer(event.line_s, event.hop, now)

    def _unix(self, now: float) -> float:
        """Give a moment in unix seconds; the first of a day begins that day."""
        at = now + self._unix_offset
        if at >= self._midnight:
            self._midnight = next_midnight(at)
            for receiver in self._receivers.values():
                receiver.begin_day()
            for line in self._lines.values():
                line.today.clear()
        return at

    # Lines

    def _line_failed(
        self, event: seen.AttemptFailed | seen.BadControlWords, now: float
    ) -> None:
        del now
        line = self._lines.get(event.line)
        if line is not None:
            line.fail()

    def _line_paused(self, event: seen.LinePaused, now: float) -> None:
        line = self._lines.get(event.line)
        if line is not None:
            line.pause(event.pause_s, now)

    def _line_up(self, event: seen.LineUp, now: float) -> None:
        line = self._lines.get(event.line)
        if line is not None:
            line.go_up(now, event.connect_s)

    def _line_down(self, event: seen.LineDown, now: float) -> None:
        line = self._lines.get(event.line)
        if line is not None:
            line.go_down(event.step, event.reason, now)

    def _card_learnt(self, event: seen.CardLearnt, now: float) -> None:
        del now
        line = self._lines.get(event.line)
        if line is not None:
            line.add_card(event.share, event.card)

    def _card_left(self, event: seen.CardLeft, now: float) -> None:
        del now
        line = self._lines.get(event.line)
        if line is not None:
            line.remove_card(event.share)

    # Receivers

    def _logged_in(self, event: seen.ReceiverLoggedIn, now: float) -> None:
        self._refusals.log_in(event.receiver, event.address)
        receiver = self._receivers.get(event.receiver)
        if receiver is not None:
            receiver.log_in(event.address, now)

    def _running(self, event: seen.ReceiverRunning, now: float) -> None:
        del now
        receiver = self._receivers.get(event.receiver)
        if receiver is not None:
            receiver.run(event.program)

    def _left(self, event: seen.ReceiverLeft, now: float) -> None:
        receiver = self._receivers.get(event.receiver)
        if receiver is not None:
            receiver.leave(now)

    def _emm(self, event: seen.EmmPassed | seen.EmmKept, now: float) -> None:
        self._unix(now)
        receiver = self._receivers.get(event.receiver)
        if receiver is not None:
            receiver.take_emm(is_kept=isinstance(event, seen.EmmKept))

    def _refused(self, event: seen.ConnectionRefused, now: float) -> None:
        self._refusals.add(now, event.address, event.user, event.reason)


def _newest_of_each(refusals: tuple[Refusal, ...]) -> dict[str, Refusal]:
    """Find each name's newest refusal; they come the newest first."""
    return {refusal.user: refusal for refusal in reversed(refusals)}
