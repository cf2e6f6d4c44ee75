"""
What is to be seen on a receiver: the picture, or none, and why. No clock, no socket.

A picture is there while the key of the crypto period is known. An answer that
comes after the change of keys freezes it for as long as it is late; a change
of channel is black until the first answer. Told of answers and failures, a
screen works out the rest.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_system import Halves

# Seen: a receiver's tuner has its picture 0.3 to 1 s after a change of channel
# where nothing is scrambled.
TUNE_S: Final = 0.5

MOST_KNOWN: Final = 4  # keys; those of periods that are past are put away then
LEAST_S: Final = 1e-4  # less than the two hundredth part of a picture is none


class Cause(Enum):
    """Why there was no picture."""

    ZAP = "the channel was changed"
    LATE = "the answer came late"
    REFUSED = "there was no answer to be had"
    UNANSWERED = "the question stayed without an answer"
    WRONG = "the control words were wrong"
    NO_CARD = "there was no card for the channel"
    NO_CONNECTION = "the receiver was not connected"
    GAVE_UP = "the receiver had stopped asking"


@dataclass(frozen=True, slots=True)
class Dark:
    """
    A time without a picture.

    Attributes:
        begin: When the last picture stood, or the channel was changed.
        end: When the next one moved.
        cause: Why.
        is_zap: Whether it follows a change of channel; otherwise the picture froze.

    """

    begin: float
    end: float
    cause: Cause
    is_zap: bool

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.end - self.begin


class Screen:
    """
    One receiver's.

    Args:
        broadcast: When which key is in use.
        hides_s: How long a freeze stays unseen, because what is shown is that
            much behind: Tvheadend's queue, not a receiver's.
        tune_s: From a change of channel to the picture, if nothing is scrambled.
        told: Called with each time without a picture, when it is over.

    Attributes:
        frozen: Seconds of frozen picture, by cause.
        freezes: How often it froze, by cause.
        black: Seconds without a picture after changes of channel, by cause.
        zaps: The seconds of each change of channel that came to a picture.
        watched_s: Seconds in front of the screen.

    """

    def __init__(
        self,
        broadcast: Broadcast,
        *,
        hides_s: float = 0.0,
        tune_s: float = TUNE_S,
        told: Callable[[Dark], None] | None = None,
    ) -> None:
        self._broadcast = broadcast
        self._hides_s = hides_s
        self._tune_s = tune_s
        self._told = told
        self._service_id: ServiceId | None = None
        self._known: set[int] = set()
        self._at = 0.0  # up to which all is accounted for
        self._period = 0  # in use at that moment, for as long as it lasts
        self._period_ends = 0.0
        self._dark_since: float | None = None
        self._is_zap = False
        self._why: Cause | None = None
        self.frozen: dict[Cause, float] = {}
        self.freezes: dict[Cause, int] = {}
        self.black: dict[Cause, float] = {}
        self.zaps = array("d")
        self.watched_s = 0.0

    def turn_to(self, service_id: ServiceId, now: float) -> None:
        """Change the channel, or switch on."""
        self.turn_off(now)
        self._service_id = service_id
        self._at = self._dark_since = now
        self._period_ends = now
        self._is_zap = True

    def turn_off(self, now: float) -> None:
        """Watch nothing any more."""
        self.settle(now)
        if self._dark_since is not None:
            self._light(now, seen=False)
        self._service_id = None
        self._known.clear()
        self._why = None

    def answered(self, service_id: ServiceId, period: int, now: float) -> None:
        """Take the right control words of a period's ECM."""
        if service_id != self._service_id:
            return
        self.settle(now)
        both = self._broadcast.halves is Halves.BOTH
        self._known |= {period, period + 1} if both else {period + 1}
        if now >= self._period_ends:
            self._next_change(service_id)
        current = self._period
        if len(self._known) > MOST_KNOWN:
            self._known = {known for known in self._known if known >= current}
        if current in self._known and self._dark_since is not None:
            self._light(now + self._tune_s if self._is_zap else now, seen=True)
        self._why = None

    def spoilt(self, service_id: ServiceId, now: float) -> None:
        """Take wrong control words: they are in both keys' place from now on."""
        if service_id == self._service_id:
            self.settle(now)
            self._known.clear()
            self._why = Cause.WRONG

    def trouble(self, cause: Cause) -> None:
        """Take note of what keeps the next key away."""
        self._why = cause

    def settle(self, now: float) -> None:
        """Account for the time up to now."""
        service_id = self._service_id
        if service_id is None or now <= self._at:
            return
        self.watched_s += now - self._at
        while self._at < now:
            self._at = min(now, self._next_change(service_id))

    def _next_change(self, service_id: ServiceId) -> float:
        """Begin or end the dark at the moment that is accounted for; tell the next."""
        broadcast = self._broadcast
        if self._at >= self._period_ends:
            self._period = broadcast.period(service_id, self._at)
            self._period_ends = broadcast.begin(service_id, self._period + 1)
        if self._period in self._known:
            if self._dark_since is not None:
                self._light(self._at, seen=True)
            return self._period_ends
        if self._dark_since is None:
            self._dark_since = self._at
            self._is_zap = False
        later = [known for known in self._known if known > self._period]
        if not later:
            return float("inf")
        return broadcast.begin(service_id, min(later))

    def _light(self, now: float, *, seen: bool) -> None:
        """End the dark; ``seen``: with a picture."""
        assert self._dark_since is not None
        begin, self._dark_since = self._dark_since, None
        usual = Cause.ZAP if self._is_zap else Cause.LATE
        cause = self._why or usual
        if not self._is_zap:
            begin = min(now, begin + self._hides_s)
        dark = Dark(begin, max(now, begin), cause, self._is_zap)
        if dark.is_zap:
            self.black[cause] = self.black.get(cause, 0.0) + dark.seconds
            if seen:
                self.zaps.append(dark.seconds)
        elif dark.seconds > LEAST_S:
            self.frozen[cause] = self.frozen.get(cause, 0.0) + dark.seconds
            self.freezes[cause] = self.freezes.get(cause, 0) + 1
        if self._told is not None and (dark.is_zap or dark.seconds > LEAST_S):
            self._told(dark)

    @property
    def frozen_s(self) -> float:
        """Seconds of frozen picture."""
        return sum(self.frozen.values())
