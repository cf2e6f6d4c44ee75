"""A laboratory card in its reader: what it answers, and when. No clock, no socket."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from hearth.dvb import CONTROL_WORD_SIZE, ControlWords, Section
from hearth.errors import UsageError
from hearth.lab.card_system import LabCard


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBehaviour:
    """
    How well a card does its work; every fault can be had on its own.

    Attributes:
        delay_s: How long a question takes; with a spread, the median.
        jitter_s: By how much that varies, to either side.
        spread: How much it varies as real cards do: the standard deviation of
            the logarithm; 0.15 keeps nine in ten within a quarter.
        outliers: The share of questions that take much longer, 0..1.
        outlier_times: How many times as long.
        swing_s: How much longer it takes at the worst of a slow swing, as of
            a chain of servers that others use too.
        swing_every_s: How long such a swing lasts.
        refuse: The share of questions that get no control words, 0..1.
        wrong: The share of questions that get the two control words in each
            other's place, 0..1: what no check byte shows.
        broken: The share that get control words whose check bytes are wrong.
        zero: The share that get nothing but zeros.
        stale: The share that get what the channel's last good answer was.
        stale_s: How old that may be, as in a server that keeps answers.
        serial: One question at a time, as a real card: the others wait.
        stalled: Questions are taken, and none is ever answered.

    Raises:
        UsageError: A time below zero, or a share outside 0..1.

    """

    delay_s: float = 0.0
    jitter_s: float = 0.0
    spread: float = 0.0
    outliers: float = 0.0
    outlier_times: float = 2.5
    swing_s: float = 0.0
    swing_every_s: float = 60.0
    refuse: float = 0.0
    wrong: float = 0.0
    broken: float = 0.0
    zero: float = 0.0
    stale: float = 0.0
    stale_s: float = 30.0
    serial: bool = False
    stalled: bool = False

    def __post_init__(self) -> None:
        for name in _TIMES:
            if getattr(self, name) < 0:
                raise UsageError(f"{name} {getattr(self, name)}", allowed="0 or more")
        for name in _SHARES:
            if not 0 <= getattr(self, name) <= 1:
                raise UsageError(f"{name} {getattr(self, name)}", allowed="0..1")
        if self.swing_every_s <= 0:
            raise UsageError(f"swing_every_s {self.swing_every_s}", allowed="over 0")


_SERVICE: Final = slice(12, 14)  # of the ECM; a real card could tell as well
_SERVICES_KEPT: Final = 256  # whose last answers are kept: more than a home has
_TIMES: Final = ("delay_s", "jitter_s", "spread", "outlier_times", "swing_s")
_SHARES: Final = ("outliers", "refuse", "wrong", "broken", "zero", "stale")


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What a card has to say to one question.

    Attributes:
        due: When, on the caller's clock.
        control_words: None where it refuses.

    """

    due: float
    control_words: ControlWords | None


class CardReader:
    """
    One card in one reader.

    Args:
        behaviour: May be replaced at any time; questions that were taken
            before are answered as it was then.
        seed: Of the dice for jitter and shares: the same one, the same run.

    """

    def __init__(
        self, behaviour: CardBehaviour | None = None, *, seed: int | str = 0
    ) -> None:
        self.behaviour = behaviour or CardBehaviour()
        self._card = LabCard()
        self._chance = Random(seed)  # noqa: S311  # made-up faults, no secrets
        self._free_at = 0.0
        self._before: dict[bytes, tuple[float, ControlWords]] = {}

    def take(self, section: Section, now: float) -> Reply | None:
        """
        Take a question.

        Args:
            section: The ECM.
            now: Monotonic seconds, on the caller's clock.

        Returns:
            None if there will never be a reply.

        """
        behaviour = self.behaviour
        if behaviour.stalled:
            return None
        control_words = self._card.answer(section)
        if control_words is not None:
            control_words = self._spoilt(behaviour, section, control_words, now)
        return Reply(self._due(behaviour, now), control_words)

    def _spoilt(
        self,
        behaviour: CardBehaviour,
        section: Section,
        right: ControlWords,
        now: float,
    ) -> ControlWords | None:
        """Give what is answered instead of the right control words, or those."""
        if self._happens(behaviour.refuse):
            return None
        service = section.data[_SERVICE]
        at, before = self._before.get(service, (-behaviour.stale_s, right))
        if self._happens(behaviour.stale) and now - at < behaviour.stale_s:
            return before
        if service in self._before or len(self._before) < _SERVICES_KEPT:
            self._before[service] = (now, right)
        for share, spoil in (
            (behaviour.wrong, _swapped),
            (behaviour.broken, _broken),
            (behaviour.zero, _zero),
        ):
            if self._happens(share):
                return spoil(right)
        return right

    def _happens(self, share: float) -> bool:
        return share > 0 and self._chance.random() < share

    def _due(self, behaviour: CardBehaviour, now: float) -> float:
        work_s = behaviour.delay_s
        if behaviour.spread:
            work_s *= self._chance.lognormvariate(0, behaviour.spread)
        if self._happens(behaviour.outliers):
            work_s *= behaviour.outlier_times
        if behaviour.jitter_s:
            jitter_s = behaviour.jitter_s
            work_s = max(0.0, work_s + self._chance.uniform(-jitter_s, jitter_s))
        if behaviour.swing_s:
            turn = math.sin(math.pi * now / behaviour.swing_every_s)
            work_s += behaviour.swing_s * turn * turn
        if not behaviour.serial:
            return now + work_s
        self._free_at = max(now, self._free_at) + work_s
        return self._free_at


Spoil = Callable[[ControlWords], ControlWords]


def _swapped(right: ControlWords) -> ControlWords:
    words = right.reveal()
    return ControlWords(words[CONTROL_WORD_SIZE:] + words[:CONTROL_WORD_SIZE])


def _broken(right: ControlWords) -> ControlWords:
    return ControlWords(bytes(byte ^ 0x55 for byte in right.reveal()))


def _zero(right: ControlWords) -> ControlWords:
    return ControlWords(bytes(len(right.reveal())))
