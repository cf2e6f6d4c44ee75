"""A laboratory card in its reader: what it answers, and when. No clock, no socket."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hearth.dvb import CONTROL_WORD_SIZE, ControlWords, Section
from hearth.errors import UsageError
from hearth.lab.card_system import LabCard


@dataclass(frozen=True, slots=True)
class CardBehaviour:
    """
    How well a card does its work; every fault can be had on its own.

    Attributes:
        delay_s: How long a question takes.
        jitter_s: By how much that varies, to either side.
        refuse: The share of questions that get no control words, 0..1.
        wrong: The share of questions that get the two control words in each
            other's place, 0..1: what no check byte shows.
        serial: One question at a time, as a real card: the others wait.
        stalled: Questions are taken, and none is ever answered.

    Raises:
        UsageError: A time below zero, or a share outside 0..1.

    """

    delay_s: float = 0.0
    jitter_s: float = 0.0
    refuse: float = 0.0
    wrong: float = 0.0
    serial: bool = False
    stalled: bool = False

    def __post_init__(self) -> None:
        for name, time_s in (("delay_s", self.delay_s), ("jitter_s", self.jitter_s)):
            if time_s < 0:
                raise UsageError(f"{name} {time_s}", allowed="0 or more")
        for name, share in (("refuse", self.refuse), ("wrong", self.wrong)):
            if not 0 <= share <= 1:
                raise UsageError(f"{name} {share}", allowed="0..1")


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
        self, behaviour: CardBehaviour | None = None, *, seed: int = 0
    ) -> None:
        self.behaviour = behaviour or CardBehaviour()
        self._card = LabCard()
        self._chance = Random(seed)  # noqa: S311  # made-up faults, no secrets
        self._free_at = 0.0

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
        if behaviour.refuse and self._chance.random() < behaviour.refuse:
            control_words = None
        elif behaviour.wrong and self._chance.random() < behaviour.wrong:
            control_words = _swapped(control_words)
        return Reply(self._due(behaviour, now), control_words)

    def _due(self, behaviour: CardBehaviour, now: float) -> float:
        work_s = behaviour.delay_s
        if behaviour.jitter_s:
            jitter_s = behaviour.jitter_s
            work_s = max(0.0, work_s + self._chance.uniform(-jitter_s, jitter_s))
        if not behaviour.serial:
            return now + work_s
        self._free_at = max(now, self._free_at) + work_s
        return self._free_at


def _swapped(control_words: ControlWords | None) -> ControlWords | None:
    if control_words is None:
        return None
    words = control_words.reveal()
    return ControlWords(words[CONTROL_WORD_SIZE:] + words[:CONTROL_WORD_SIZE])
