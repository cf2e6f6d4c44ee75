"""
The keys of a service: which crypto period has which, and what had none.

Crypto periods are counted as they are seen: each change of the packets' mark
from even to odd, or back, begins one. A control word is kept for exactly the
period that it is for, so the one of two periods ago opens nothing by mistake.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, Self

from hearth.dvb import CONTROL_WORD_SIZE, ControlWords, Section
from hearth.lab.stream.csa import MIN_PAYLOAD, BatchKey, Span
from hearth.lab.stream.packets import (
    PACKET_SIZE,
    SCRAMBLED_EVEN,
    SCRAMBLED_ODD,
    payload_offset,
)

UNKNOWN: Final = -1  # the period before the first scrambled packet
_PARITIES: Final = {SCRAMBLED_EVEN: 0, SCRAMBLED_ODD: 1}


@dataclass(slots=True)
class Period:
    """
    One crypto period as it was seen.

    Attributes:
        number: Counted from the first that was seen.
        parity: 0 even, 1 odd.
        began_s: The stream's time at its first packet.
        key_s: When its key was there; None: never.
        lost: Packets that stayed scrambled.
        lost_until_s: After the last of them.

    """

    number: int
    parity: int
    began_s: float
    key_s: float | None = None
    lost: int = 0
    lost_until_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """
    When an ECM appeared, as its answer must know it.

    Attributes:
        parity: The ECM's own, by its table_id: 0x80 even, 0x81 odd.
        period: The one then on air, as the descrambler counts; -1 before the
            first scrambled packet.
        period_parity: Its parity.

    """

    parity: int
    period: int
    period_parity: int

    def own(self, first_parity: int) -> int:
        """
        Tell which period the ECM is named for, as the descrambler counts.

        It carries the control words of that one and the next. An ECM appears
        in its own period and stays into the next one's beginning.

        Args:
            first_parity: That of the first period which was seen.

        """
        if self.period == UNKNOWN:
            return 0 if self.parity == first_parity else -1
        return self.period if self.parity == self.period_parity else self.period - 1


class Descrambler:
    """
    Descrambles packets in place; use it with ``with``.

    Attributes:
        periods: Those that were seen so far.

    Raises:
        MissingError: libdvbcsa is not installed.

    """

    def __init__(self) -> None:
        self.periods: list[Period] = []
        self._words: dict[int, tuple[bytes, float]] = {}
        self._early: list[tuple[Moment, ControlWords, float]] = []
        self._keys = (BatchKey(), BatchKey())
        self._set_to: list[bytes] = [b"", b""]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the keys' memory back."""
        with ExitStack() as stack:
            for key in self._keys:
                stack.callback(key.close)

    @property
    def has_key(self) -> bool:
        """Whether any control word came so far."""
        return bool(self._words or self._early)

    def moment(self, section: Section) -> Moment:
        """Remember at which moment an ECM appeared."""
        parity = section.table_id & 1
        if not self.periods:
            return Moment(parity, UNKNOWN, 0)
        return Moment(parity, self.periods[-1].number, self.periods[-1].parity)

    def answer(self, moment: Moment, control_words: ControlWords, now: float) -> None:
        """
        Take the answer to an ECM.

        Args:
            moment: When that ECM had appeared.
            control_words: A half of zeros says nothing.
            now: The stream's time.

        """
        if self.periods:
            own = moment.own(self.periods[0].parity)
            self._keep(own, moment.parity, control_words, now)
        else:
            self._early.append((moment, control_words, now))

    def take(
        self, data: bytearray, start_s: float, packet_s: float, pids: Collection[int]
    ) -> None:
        """
        Descramble what has a key; what has none stays as it is.

        Args:
            data: Whole packets.
            start_s: The stream's time at the first one.
            packet_s: How long one lasts.
            pids: Of the service's streams.

        """
        spans: list[tuple[bytes, int, list[Span]]] = []
        number = UNKNOWN
        ours: list[Span] | None = None
        for index, at in enumerate(range(0, len(data), PACKET_SIZE)):
            parity = _PARITIES.get(data[at + 3] & 0xC0)
            pid = (data[at + 1] & 0x1F) << 8 | data[at + 2]
            if parity is None or pid not in pids:
                continue
            period = self._period(parity, start_s + index * packet_s)
            if period.number != number:
                number = period.number
                word, _ = self._words.get(number, (b"", 0.0))
                ours = [] if word else None
                if ours is not None:
                    spans.append((word, parity, ours))
            if ours is None:
                period.lost += 1
                period.lost_until_s = start_s + (index + 1) * packet_s
                continue
            data[at + 3] &= 0x3F
            offset = payload_offset(data, at)
            if PACKET_SIZE - offset >= MIN_PAYLOAD:
                ours.append((at + offset, PACKET_SIZE - offset))
        for word, parity, of_one_key in spans:
            self._key(word, parity).descramble(data, of_one_key)

    def _key(self, word: bytes, parity: int) -> BatchKey:
        if self._set_to[parity] != word:
            self._keys[parity].set(word)
            self._set_to[parity] = word
        return self._keys[parity]

    def _period(self, parity: int, now: float) -> Period:
        """Give the period that is on air; a change of the mark begins one."""
        periods = self.periods
        if periods and periods[-1].parity == parity:
            return periods[-1]
        period = Period(len(periods), parity, now)
        periods.append(period)
        for moment, control_words, came_s in self._early:
            own = moment.own(periods[0].parity)
            self._keep(own, moment.parity, control_words, came_s)
        self._early.clear()
        self._words.pop(period.number - 1, None)
        if period.number in self._words:
            period.key_s = self._words[period.number][1]
        return period

    def _keep(
        self, own: int, parity: int, control_words: ControlWords, now: float
    ) -> None:
        """Keep what is for this period or a later one."""
        words = control_words.reveal()
        current = self.periods[-1] if self.periods else None
        for number, half in ((own, parity), (own + 1, parity ^ 1)):
            at = half * CONTROL_WORD_SIZE
            word = words[at : at + CONTROL_WORD_SIZE]
            if current is None or number < current.number or not any(word):
                continue
            self._words[number] = word, self._words.get(number, (b"", now))[1]
            if number == current.number and current.key_s is None:
                current.key_s = now
