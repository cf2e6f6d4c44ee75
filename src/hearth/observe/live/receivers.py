"""One receiver, as its log-ins and questions tell of it."""

from __future__ import annotations

from collections.abc import Callable

from hearth.observe.live.day import Count
from hearth.observe.live.times import Times
from hearth.observe.live.verdicts import margin_of
from hearth.observe.live.views import (
    Ecm,
    Picture,
    ReceiverStatus,
    Refusal,
    Trip,
    Watching,
    is_good,
)
from hearth.observe.live.watched import Course, Service, Watched
from hearth.observe.periods import ServiceKey

PeriodOf = Callable[[ServiceKey], float | None]


class Receiver:
    """
    An account of the configuration.

    All times that come in are monotonic seconds.

    Args:
        name: The account's.

    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.today = Count()
        self._emms = Count()
        self._is_connected = False
        self._address = ""
        self._program = ""
        self._since: float | None = None
        self._times = Times()
        self._watched = Watched()
        self._last: Ecm | None = None
        self._trouble_at: float | None = None

    def log_in(self, address: str, now: float) -> None:
        """Take note that it is connected."""
        if address != self._address:
            self._program = ""
        self._is_connected, self._address, self._since = True, address, now

    def run(self, program: str) -> None:
        """Take note of what it says it runs."""
        self._program = program

    def leave(self, now: float) -> None:
        """Take note that it is connected no more."""
        self._is_connected, self._since = False, now

    def take(self, ecm: Ecm, now: float, period_s: float | None) -> None:
        """Take the end of a question; the period is its service's."""
        self._last = ecm
        self.today.asked += 1
        if is_good(ecm.outcome):
            self._times.add(ecm.total_s)
        else:
            self.today.failed += 1
        if self._watched.take(ecm, now, period_s) is not Picture.WELL:
            self._trouble_at = now

    def take_emm(self, *, is_kept: bool) -> None:
        """Take a card update that it sent, and whether that went no further."""
        self._emms.asked += 1
        self._emms.failed += is_kept

    def begin_day(self) -> None:
        """Count anew."""
        self.today.clear()
        self._emms.clear()

    def status(
        self,
        now: float,
        unix_offset: float,
        period_of: PeriodOf,
        refusal: Refusal | None,
        trip: Trip | None = None,
    ) -> ReceiverStatus:
        """
        Say how it is.

        Args:
            now: Monotonic seconds.
            unix_offset: What makes unix seconds of those.
            period_of: Finds the crypto period of a service.
            refusal: The last log-in under its name, if that was refused.
            trip: The network to it.

        """
        worst = self._watched.worst(now) if self._is_connected else None
        ecm = worst[1].last if worst is not None else self._last
        period_s = period_of(ecm.service) if ecm is not None else None
        p50_s, _, p99_s = self._times.percentiles()
        picture, since = self._picture(worst)
        return ReceiverStatus(
            name=self.name,
            is_connected=self._is_connected,
            address=self._address,
            program=self._program,
            since=_unix(self._since, unix_offset),
            picture=picture,
            watching=_watching(worst, unix_offset),
            last=self._last,
            usual_s=p50_s,
            p99_s=p99_s,
            period_s=period_s,
            margin=margin_of(p99_s, period_s),
            asked=self.today.asked,
            failed=self.today.failed,
            last_refusal=refusal.reason if refusal is not None else "",
            last_refusal_at=refusal.at if refusal is not None else 0.0,
            picture_since=_unix(since, unix_offset),
            trouble_at=_unix(self._trouble_at, unix_offset),
            outcome=worst[1].last.outcome if worst is not None else None,
            trip=trip,
            emms=self._emms.asked,
            emms_kept=self._emms.failed,
        )

    def _picture(
        self, worst: tuple[Service, Course] | None
    ) -> tuple[Picture, float | None]:
        """Tell how the picture goes, and since when."""
        if not self._is_connected:
            return Picture.OFF, self._since
        if worst is None:
            asked_at = self._watched.asked_at
            return Picture.IDLE, max(self._since or 0.0, asked_at or 0.0)
        return worst[1].picture, worst[1].since


def _watching(
    worst: tuple[Service, Course] | None, unix_offset: float
) -> Watching | None:
    if worst is None:
        return None
    service, course = worst
    return Watching(*course.last.service, since=service.since + unix_offset)


def _unix(at: float | None, unix_offset: float) -> float:
    """Give a moment in unix seconds, 0.0 for one that never was."""
    return at + unix_offset if at is not None else 0.0
