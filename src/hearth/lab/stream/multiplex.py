"""Packets that are due at certain times, in one stream of constant bitrate."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from hearth.dvb import ServiceId
from hearth.errors import UsageError
from hearth.lab.broadcast import EARLY_S
from hearth.lab.card_system import SERVICE_ID
from hearth.lab.stream.packets import (
    NULL_PACKET,
    PACKET_SIZE,
    SYSTEM_CLOCK_HZ,
    is_pcr_alone,
    pid_of,
    set_pcr,
)

GREATEST_DELAY_S: Final = 0.25  # of a packet behind its time; pictures allow for it
MAX_SERVICES: Final = 8


@dataclass(frozen=True, slots=True)
class Service:
    """One channel of the multiplex, and where its parts are."""

    service_id: ServiceId
    name: str
    pmt_pid: int
    video_pid: int
    audio_pid: int
    ecm_pid: int


def make_services(count: int) -> tuple[Service, ...]:
    """
    Make channels; the first is the default one of docs/lab.md.

    Raises:
        UsageError: None, or too many.

    """
    if not 1 <= count <= MAX_SERVICES:
        raise UsageError(f"{count} services", allowed=f"1..{MAX_SERVICES}")
    return tuple(
        Service(
            service_id=ServiceId(SERVICE_ID + n),
            name=f"Hearth {n + 1}",
            pmt_pid=0x0100 + 0x10 * n,
            video_pid=0x0101 + 0x10 * n,
            audio_pid=0x0102 + 0x10 * n,
            ecm_pid=0x1200 + n,
        )
        for n in range(count)
    )


class _Queue:
    """
    Packets in the order of their times.

    Attributes:
        delay_s: By how much one was behind its time, at most.

    """

    def __init__(self) -> None:
        self.delay_s = 0.0
        self._waiting: deque[tuple[float, bytearray]] = deque()
        self._added: list[tuple[float, bytearray]] = []

    @property
    def has_more(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._waiting or self._added)

    def add(self, due_s: float, packet: bytearray) -> None:
        """Put a packet in."""
        self._added.append((due_s, packet))

    def take(self, now: float) -> bytearray | None:
        """Take the first one out, if it is due."""
        if self._added:
            everything = sorted([*self._waiting, *self._added], key=itemgetter(0))
            self._waiting = deque(everything)
            self._added.clear()
        if not self._waiting or self._waiting[0][0] > now:
            return None
        due_s, packet = self._waiting.popleft()
        self.delay_s = max(self.delay_s, now - due_s)
        return packet


class Multiplex:
    """
    Sends one packet after the other, a null packet where none is due.

    Args:
        bitrate: Bits a second, of everything.
        start_s: The stream's time at the first packet.

    Raises:
        UsageError: No bits.

    """

    def __init__(self, bitrate: int, start_s: float) -> None:
        if bitrate <= 0:
            raise UsageError(f"bitrate {bitrate}", allowed="over 0")
        self.packet_s: Final = 8 * PACKET_SIZE / bitrate
        self._start_s = start_s
        self._sent = 0
        self._first = _Queue()
        self._rest = _Queue()
        self._counters: Counter[int] = Counter()

    @property
    def now(self) -> float:
        """The time of the next packet."""
        return self._start_s + self._sent * self.packet_s

    @property
    def has_more(self) -> bool:
        """Whether there are packets of pictures or sounds to be sent."""
        return self._rest.has_more

    def add(self, due_s: float, packet: bytearray) -> None:
        """Have a table's or a clock's packet sent: it goes first when it is due."""
        self._first.add(due_s, packet)

    def spread(
        self, start_s: float, seconds: float, packets: Iterable[bytearray]
    ) -> None:
        """Have the packets of a picture or a sound sent, one by one."""
        all_packets = list(packets)
        step = seconds / max(1, len(all_packets))
        for number, packet in enumerate(all_packets):
            self._rest.add(start_s + (number + 0.5) * step, packet)

    def until(self, time_s: float) -> bytearray:
        """
        Send what comes before a time.

        Raises:
            UsageError: There is so much that packets come too late.

        """
        output = bytearray()
        queues = (self._first, self._rest)
        now = self.now
        while now < time_s - EARLY_S:
            packet = next(filter(None, (queue.take(now) for queue in queues)), None)
            if packet is not None:
                self._stamp(packet, now)
            output += packet or NULL_PACKET
            self._sent += 1
            now = self.now
        if self._rest.delay_s > GREATEST_DELAY_S:
            bitrate = 8 * PACKET_SIZE / self.packet_s
            raise UsageError(
                f"{bitrate / 1e6:.1f} Mbit/s for these services", allowed="more"
            )
        return output

    def _stamp(self, packet: bytearray, now: float) -> None:
        """Set what depends on the packets before, and on the time."""
        pid = pid_of(packet)
        if is_pcr_alone(packet):  # ISO/IEC 13818-1 2.4.3.3: it does not count
            set_pcr(packet, round(now * SYSTEM_CLOCK_HZ))
            packet[3] |= (self._counters[pid] - 1) & 0x0F
            return
        packet[3] |= self._counters[pid] & 0x0F
        self._counters[pid] += 1
