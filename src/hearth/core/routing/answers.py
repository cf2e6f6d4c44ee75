"""Answers of a moment ago: given again, and never given for the wrong section."""

from __future__ import annotations

from typing import Final, NamedTuple

from hearth.core.observations import Fault
from hearth.dvb import Caid, ControlWords, ProviderId, ServiceId

REMEMBERED_S: Final = 15.0  # longer than any crypto period that is in use
MAX_REMEMBERED: Final = 256  # 16 receivers ask three times in 15 s at most
GIVEN_S: Final = 300.0  # a pair that comes back after this long is no leftover
GIVEN_A_SERVICE: Final = 16  # periods: a stale card is one or two behind
MAX_SERVICES: Final = 256

SectionKey = tuple[Caid, bytes]


class Remembered(NamedTuple):
    """An answer, who gave it, and when."""

    control_words: ControlWords
    line: str
    hop: int
    at: float


class Answers:
    """
    What was answered in the last 15 s, and what was given for which section.

    Bounded in time and in number: what is over goes when something is added.
    """

    def __init__(self) -> None:
        self._remembered: dict[SectionKey, Remembered] = {}
        self._given: dict[
            tuple[Caid, ProviderId, ServiceId],
            dict[ControlWords, tuple[float, bytes]],
        ] = {}

    def __len__(self) -> int:
        return len(self._remembered)

    def recall(self, key: SectionKey, now: float) -> Remembered | None:
        """Return the answer that was given for this very section within 15 s."""
        remembered = self._remembered.get(key)
        if remembered is None or now - remembered.at > REMEMBERED_S:
            return None
        return remembered

    def remember(self, key: SectionKey, answer: Remembered) -> None:
        """Keep an answer that was found to be right."""
        self._remembered.pop(key, None)
        self._remembered[key] = answer  # the latest at the end
        while True:  # up to this one at the latest
            oldest = next(iter(self._remembered))
            crowded = len(self._remembered) > MAX_REMEMBERED
            if not crowded and answer.at - self._remembered[oldest].at <= REMEMBERED_S:
                break
            del self._remembered[oldest]

    def give(
        self,
        service: tuple[Caid, ProviderId, ServiceId],
        section: bytes,
        control_words: ControlWords,
        now: float,
    ) -> None:
        """Note which pair a section of a service was given."""
        given = self._given.pop(service, None)
        if given is None:
            given = {}
            if len(self._given) >= MAX_SERVICES:
                del self._given[next(iter(self._given))]
        self._given[service] = given  # the latest at the end
        given.pop(control_words, None)
        given[control_words] = now, section
        if len(given) > GIVEN_A_SERVICE:
            del given[next(iter(given))]

    def fault_of(
        self,
        service: tuple[Caid, ProviderId, ServiceId],
        section: bytes,
        control_words: ControlWords,
        now: float,
    ) -> Fault | None:
        """
        Tell why control words cannot be right, or None.

        Stale: the very pair was given for another section of this service. A
        new crypto period changes at least one half, so a pair that comes again
        is the answer to an earlier question. Where it comes again and again, as
        from a card that is stuck, it stays stale.
        """
        if control_words.is_all_zero:
            return Fault.ALL_ZERO
        if not control_words.check_bytes_hold:
            return Fault.CHECK_BYTES
        given = self._given.get(service)
        if given is None:
            return None
        at, earlier = given.get(control_words, (now, section))
        if earlier == section or now - at >= GIVEN_S:
            return None
        del given[control_words]  # the latest at the end
        given[control_words] = now, earlier
        return Fault.STALE
