"""
Learns the crypto period of each service from the receivers' own questions.

A receiver asks when a new section comes, once in a crypto period. What is seen
of it is not that regular: questions are missed, receivers change channels, and
some ask twice. So the median of the last gaps counts, once enough of them agree.

Source:
    docs/ecm-time.md: periods of 1 s (PowerVu), 7 s, and 10 s for most.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from hearth.dvb import Caid, ProviderId, ServiceId

ServiceKey = tuple[Caid, ProviderId, ServiceId]

LEAST_GAP_S: Final = 0.5  # half of the shortest period that was seen, PowerVu's
MOST_GAP_S: Final = 60.0  # the longest sensible one; above, nobody was watching
GAPS: Final = 32  # of a service: five minutes of one receiver at 10 s
ENOUGH_GAPS: Final = 4  # that agree
AGREE_WITHIN: Final = 0.25  # of the median; a missed question is 1.0 off
LEARN_EVERY: Final = 8  # gaps, once there are as many: sorting at each is for nothing

MAX_SERVICES: Final = 256  # what a home watches in months; a median is small
MAX_RECEIVERS: Final = 64  # 16 accounts, and those of configurations before
MAX_OF_RECEIVER: Final = 16  # services at once: recordings of a Tvheadend


@dataclass(slots=True)
class _Service:
    """The last gaps of a service, whoever asked, and what follows from them."""

    gaps: deque[float] = field(default_factory=lambda: deque(maxlen=GAPS))
    asked_at: float = 0.0
    period_s: float | None = None
    since_learnt: int = 0

    def add(self, gap: float) -> None:
        """Take a gap, and learn from all of them now and then."""
        self.gaps.append(gap)
        self.since_learnt += 1
        if self.since_learnt >= LEARN_EVERY or len(self.gaps) <= LEARN_EVERY:
            self.since_learnt = 0
            self.period_s = _period_of(self.gaps)


@dataclass(slots=True)
class _Receiver:
    """When a receiver asked last for each service, and began with another."""

    asked_at: dict[ServiceKey, float] = field(default_factory=dict)
    changed_at: float = 0.0

    def take(self, key: ServiceKey, at: float) -> float | None:
        """
        Take a question; return the gap to the one before, if it says anything.

        What came before a channel change says nothing of what comes after.
        """
        before = self.asked_at.get(key)
        self.asked_at[key] = at
        if before is None or at - before > MOST_GAP_S:
            self.changed_at = at
            if len(self.asked_at) > MAX_OF_RECEIVER:
                del self.asked_at[min(self.asked_at, key=self.asked_at.__getitem__)]
            return None
        gap = at - before
        return gap if before >= self.changed_at and gap >= LEAST_GAP_S else None


class Periods:
    """The crypto periods of the services that were watched last."""

    def __init__(self) -> None:
        self._services: dict[ServiceKey, _Service] = {}
        self._receivers: dict[str, _Receiver] = {}

    def asked(self, receiver: str, key: ServiceKey, at: float) -> None:
        """
        Take a question that was answered, whoever else had asked the same.

        Args:
            receiver: Who asked: gaps between two receivers mean nothing.
            key: What for.
            at: When it was asked, in seconds of any clock that does not jump.

        """
        memory = self._receivers.get(receiver)
        if memory is None:
            memory = self._add_receiver(receiver)
        gap = memory.take(key, at)
        service = self._services.get(key)
        if service is None:
            service = self._add_service(key)
        service.asked_at = at
        if gap is not None:
            service.add(gap)

    def period(self, key: ServiceKey) -> float | None:
        """Give a service's crypto period in seconds, None until it is learnt."""
        service = self._services.get(key)
        return service.period_s if service is not None else None

    def learnt(self) -> dict[ServiceKey, float]:
        """Give every period that is known."""
        known = self._services.items()
        return {key: s.period_s for key, s in known if s.period_s is not None}

    def _add_receiver(self, name: str) -> _Receiver:
        while len(self._receivers) >= MAX_RECEIVERS:
            del self._receivers[next(iter(self._receivers))]
        return self._receivers.setdefault(name, _Receiver())

    def _add_service(self, key: ServiceKey) -> _Service:
        services = self._services
        while len(services) >= MAX_SERVICES:
            del services[min(services, key=lambda known: services[known].asked_at)]
        return services.setdefault(key, _Service())


def _period_of(gaps: deque[float]) -> float | None:
    """Give the median gap if enough of all agree with it."""
    if len(gaps) < ENOUGH_GAPS:
        return None
    middle = sorted(gaps)[(len(gaps) - 1) // 2]  # statistics would cost half a megabyte
    agree = sum(abs(gap - middle) <= AGREE_WITHIN * middle for gap in gaps)
    return middle if agree >= max(ENOUGH_GAPS, len(gaps) / 2) else None
