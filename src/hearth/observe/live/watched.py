"""
What a receiver watches, and how it goes, told from its questions alone.

A receiver may ask for more than one service: recordings, a second tuner, or a
channel that was just left. And for one service it may try several cards, of
which one answer is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hearth.core.observations import Outcome
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.live.verdicts import DEFAULT_PERIOD_S, FREEZES_FROM, lead_of
from hearth.observe.live.views import Ecm, Picture, is_good

MAX_SERVICES: Final = 16  # of one receiver at a time
MAX_CARDS: Final = 4  # that are tried for one service
IDLE_PERIODS: Final = 2.5  # without a question: one may be missed
IDLE_LEAST_S: Final = 10.0  # a question is under way for up to RECV TIMEOUT, 5 s
LEFT_SHARE: Final = 0.6  # of that time, 1.5 periods: a service's turn did not come

_BADNESS: Final = {Picture.WELL: 0, Picture.LATE: 1, Picture.NO_KEY: 2}

CardKey = tuple[Caid, ProviderId]


def idle_after(period_s: float | None) -> float:
    """Give the seconds without a question after which nobody watches."""
    period_s = DEFAULT_PERIOD_S if period_s is None else period_s
    return max(IDLE_LEAST_S, IDLE_PERIODS * period_s)


def late_after(period_s: float | None) -> float:
    """Give the seconds after which an answer comes when it is nearly needed."""
    return FREEZES_FROM * lead_of(period_s)


def picture_after(
    outcome: Outcome, *, is_slow: bool = False, was_good: bool = False
) -> Picture:
    """
    Tell how the picture goes once a question is answered, or given up.

    Args:
        outcome: How it ended.
        is_slow: Whether that took longer than `late_after` allows.
        was_good: Whether the question before it got control words: those last
            until the next ones are used, and a single miss may not be seen.

    """
    if is_good(outcome):
        return Picture.LATE if is_slow else Picture.WELL
    if outcome is Outcome.TIMED_OUT and was_good:
        return Picture.LATE
    return Picture.NO_KEY


@dataclass(slots=True)
class Course:
    """
    How it goes with one card for one service.

    Attributes:
        since: Since when the picture is what it is, monotonic seconds.
        asked_at: When the last question was asked, on the same clock.
        last: That question.

    """

    picture: Picture
    since: float
    asked_at: float
    last: Ecm


@dataclass(slots=True)
class Service:
    """
    A service that a receiver asks for; times as in `Course`.

    Attributes:
        since: When it began to ask for it.
        ended_at: When the last of its questions ended.
        period_s: Its crypto period as far as it was known then.

    """

    since: float
    asked_at: float
    ended_at: float
    period_s: float | None = None
    idle_s: float = idle_after(None)
    late_s: float = late_after(None)
    courses: dict[CardKey, Course] = field(default_factory=dict)

    def take(
        self, ecm: Ecm, now: float, asked_at: float, period_s: float | None
    ) -> None:
        """Take the end of a question."""
        if period_s != self.period_s:
            self.period_s = period_s
            self.idle_s, self.late_s = idle_after(period_s), late_after(period_s)
        self.asked_at = max(self.asked_at, asked_at)
        self.ended_at = now
        key = (ecm.ca_system_id, ecm.provider_id)
        course = self.courses.get(key)
        picture = picture_after(
            ecm.outcome,
            is_slow=ecm.total_s > self.late_s,
            was_good=course is not None and is_good(course.last.outcome),
        )
        if course is None:
            self._add(key, Course(picture, now, asked_at, ecm))
            return
        if course.picture is not picture:
            course.picture, course.since = picture, now
        course.asked_at, course.last = asked_at, ecm

    def best(self) -> Course:
        """Find the card with which it goes best, among those that are still tried."""
        if len(self.courses) == 1:
            return next(iter(self.courses.values()))
        tried_since = self.asked_at - LEFT_SHARE * self.idle_s
        tried = [c for c in self.courses.values() if c.asked_at >= tried_since]
        return min(tried, key=_order)

    def _add(self, key: CardKey, course: Course) -> None:
        if len(self.courses) >= MAX_CARDS:
            del self.courses[min(self.courses, key=self._asked_at)]
        self.courses[key] = course

    def _asked_at(self, key: CardKey) -> float:
        return self.courses[key].asked_at


def _order(course: Course) -> tuple[int, float]:
    """Order courses: well first, then who is like that for longest."""
    return _BADNESS[course.picture], course.since


class Watched:
    """
    The services of one receiver.

    Attributes:
        asked_at: When it last asked for anything, monotonic seconds; None if
            it never did.

    """

    def __init__(self) -> None:
        self._services: dict[ServiceId, Service] = {}
        self._changed_at = float("-inf")
        self.asked_at: float | None = None

    def take(self, ecm: Ecm, now: float, period_s: float | None) -> Picture:
        """
        Take the end of a question.

        Args:
            ecm: The question.
            now: When it ended, monotonic seconds.
            period_s: The service's crypto period, None if it is not learnt yet.

        Returns:
            How it goes with that service now.

        """
        asked_at = now - ecm.total_s
        service = self._services.get(ecm.service_id)
        if service is None or asked_at - service.ended_at > service.idle_s:
            service = self._begin(ecm.service_id, asked_at)
        service.take(ecm, now, asked_at, period_s)
        if self.asked_at is None or asked_at > self.asked_at:
            self.asked_at = asked_at
        return service.best().picture

    def worst(self, now: float) -> tuple[Service, Course] | None:
        """Find the service that goes worst of those watched now; None if none is."""
        watched = [
            (s, s.best()) for s in self._services.values() if self._is_on(s, now)
        ]
        if not watched:
            return None
        return max(
            watched, key=lambda pair: (_BADNESS[pair[1].picture], -pair[0].since)
        )

    def _is_on(self, service: Service, now: float) -> bool:
        """
        Tell whether a service is watched now.

        One that was not asked for since another began was left for that; one
        that is asked for in turn with others is not.
        """
        is_newest = service.asked_at == self.asked_at
        patience_s = service.idle_s * (1.0 if is_newest else LEFT_SHARE)
        return (
            service.asked_at >= self._changed_at
            and now - service.ended_at <= patience_s
        )

    def _begin(self, service_id: ServiceId, asked_at: float) -> Service:
        services = self._services
        services.pop(service_id, None)
        if len(services) >= MAX_SERVICES:
            del services[min(services, key=lambda known: services[known].asked_at)]
        self._changed_at = asked_at
        service = Service(asked_at, asked_at, asked_at)
        services[service_id] = service
        return service
