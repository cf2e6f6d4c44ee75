"""The head-end: services from their pictures to the scrambled multiplex."""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Final

from hearth.dvb import Caid
from hearth.errors import UsageError
from hearth.lab.broadcast import EARLY_S
from hearth.lab.card_system import CA_SYSTEM_ID, make_ecm
from hearth.lab.stream import elementary, psi
from hearth.lab.stream.elementary import GROUP_S, PICTURE_S, PICTURES_A_GROUP
from hearth.lab.stream.errors import ProgramError
from hearth.lab.stream.ffmpeg import PROGRAM, Ffmpeg
from hearth.lab.stream.multiplex import (
    GREATEST_DELAY_S,
    Multiplex,
    Service,
    make_services,
)
from hearth.lab.stream.packets import (
    PACKET_SIZE,
    PTS_HZ,
    make_packets,
    make_pcr_packet,
    make_pes,
)
from hearth.lab.stream.profile import Profile
from hearth.lab.stream.scrambler import Scrambler
from hearth.lab.stream.sections import pack_section

BITRATE: Final = 4_000_000  # bits a second, as one channel has on air
SERVICES: Final = 3
PICTURES_SHARE: Final = 0.65  # of the bitrate; sound, tables and null take the rest

LEAD_IN_S: Final = GROUP_S  # tables and ECMs alone, before the first picture
# From the beginning of a group's transmission to its first picture.
PICTURE_DELAY_S: Final = GROUP_S + GREATEST_DELAY_S + PICTURE_S
LAST_S: Final = 0.02  # at a time, until the last picture's packets are sent
FIRST_PERIOD: Final = 1  # so that an ECM with its control word comes before it

SENT_WITHIN: Final = 0.9  # of its time: no group reaches into the next period

PSI_REPEAT_S: Final = 0.1  # ETSI TR 101 290, 1.3 and 1.5: at most 0.5 s
SDT_REPEAT_S: Final = 1.0  # ETSI TR 101 290, 3.5: at most 2 s
PCR_REPEAT_S: Final = 0.04  # ETSI TR 101 290, 2.3: at most 40 ms
SOUND_FRAMES_A_PES: Final = 5

VIDEO_STREAM_ID: Final = 0xE0
AUDIO_STREAM_ID: Final = 0xC0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPlan:
    """
    What is to be on air.

    Attributes:
        seconds: Of pictures; rounded up to a whole group of them.
        profile: How it is scrambled.
        bitrate: Bits a second, of everything.
        services: How many channels.
        seed: Of their colours.
        ca_system_id: What the tables say; another one than the laboratory's
            is for seeing that it is refused.

    Raises:
        UsageError: No time, or no bits for so many channels.

    """

    seconds: float
    profile: Profile = field(default_factory=Profile)
    bitrate: int = BITRATE
    services: int = SERVICES
    seed: int = 0
    ca_system_id: Caid = CA_SYSTEM_ID

    def __post_init__(self) -> None:
        if self.seconds <= 0:
            raise UsageError(f"seconds {self.seconds}", allowed="over 0")
        if self.video_bitrate < 300_000:
            raise UsageError(
                f"{self.bitrate} bit/s for {self.services} services",
                allowed="400,000 bit/s or more for each",
            )

    @property
    def groups(self) -> int:
        """How many groups of pictures there are."""
        return math.ceil(self.seconds / GROUP_S - EARLY_S)

    @property
    def pictures(self) -> int:
        """How many pictures each channel has."""
        return self.groups * PICTURES_A_GROUP

    @property
    def video_bitrate(self) -> int:
        """Bits a second of one channel's pictures."""
        return int(self.bitrate * PICTURES_SHARE / self.services)

    @property
    def start_s(self) -> float:
        """The stream's time when the first group is sent."""
        return FIRST_PERIOD * self.profile.period_s

    @property
    def first_pts(self) -> int:
        """When the first picture is shown, in cycles of 90 kHz."""
        return round((self.start_s + PICTURE_DELAY_S) * PTS_HZ)


@dataclass(frozen=True, slots=True)
class Chunk:
    """
    A piece of the stream, of whole packets.

    Attributes:
        start_s: The stream's time at its first packet.
        packet_s: How long a packet lasts.
        clear: As it was before it was scrambled: to compare with.
        scrambled: As it is on air.

    """

    start_s: float
    packet_s: float
    clear: bytes
    scrambled: bytearray

    @property
    def end_s(self) -> float:
        """The stream's time after its last packet."""
        return self.start_s + len(self.clear) // PACKET_SIZE * self.packet_s


class HeadEnd:
    """
    Makes the stream of a plan, a fifth of a second at a time.

    Args:
        plan: What is to be on air.

    Raises:
        UsageError: A plan with no or too many services.

    """

    def __init__(self, plan: StreamPlan) -> None:
        self.plan = plan
        self.services: Final = make_services(plan.services)
        first_s = plan.start_s - min(LEAD_IN_S, plan.start_s)
        self._multiplex = Multiplex(plan.bitrate, first_s)
        self._tables = Tables(self.services, plan, first_s)
        self._sounds = [_Sound(service, plan.start_s) for service in self.services]

    async def chunks(self) -> AsyncGenerator[Chunk, None]:
        """
        Give the stream: first tables and ECMs alone, then everything.

        Raises:
            MissingError: ffmpeg or libdvbcsa is not installed.
            ProgramError: ffmpeg ended with an error.
            UsageError: The bitrate is too low for the services.

        """
        plan = self.plan
        with Scrambler(self.services, plan.profile) as scrambler:
            async with contextlib.AsyncExitStack() as stack:
                frames = await elementary.sound()
                sources = [
                    elementary.groups(await stack.enter_async_context(encoder))
                    for encoder in self._encoders()
                ]
                for source in sources:
                    stack.push_async_callback(source.aclose)
                yield self._chunk(plan.start_s, scrambler)
                for number in range(plan.groups):
                    start_s = plan.start_s + number * GROUP_S
                    for service, source in zip(self.services, sources, strict=True):
                        group = await anext(source, None)
                        if group is None:
                            raise ProgramError(PROGRAM, "too few pictures")
                        self._add_pictures(service, start_s, group)
                    for sound in self._sounds:
                        sound.add_to(self._multiplex, frames, start_s + GROUP_S)
                    yield self._chunk(start_s + GROUP_S, scrambler)
                while self._multiplex.has_more:
                    yield self._chunk(self._multiplex.now + LAST_S, scrambler)

    def _encoders(self) -> list[Ffmpeg]:
        plan = self.plan
        return [
            elementary.video(
                pictures=plan.pictures,
                bitrate=plan.video_bitrate,
                seed=plan.seed + number,
            )
            for number in range(plan.services)
        ]

    def _add_pictures(
        self, service: Service, start_s: float, group: Sequence[bytes]
    ) -> None:
        """Have a group of pictures sent while it lasts, evenly."""
        first_pts = round((start_s + PICTURE_DELAY_S) * PTS_HZ)
        packets = [
            packet
            for number, picture in enumerate(group)
            for packet in make_packets(
                service.video_pid,
                make_pes(
                    VIDEO_STREAM_ID,
                    picture,
                    first_pts + round(number * PICTURE_S * PTS_HZ),
                ),
            )
        ]
        self._multiplex.spread(start_s, SENT_WITHIN * GROUP_S, packets)

    def _chunk(self, until_s: float, scrambler: Scrambler) -> Chunk:
        multiplex = self._multiplex
        self._tables.add_to(multiplex, until_s)
        start_s = multiplex.now
        scrambled = multiplex.until(until_s)
        clear = bytes(scrambled)
        scrambler.scramble(scrambled, start_s, multiplex.packet_s)
        return Chunk(start_s, multiplex.packet_s, clear, scrambled)


class Tables:
    """
    What is repeated all the time: PAT, PMT, SDT, ECMs and clocks.

    Args:
        services: Whose.
        plan: How often, and what they say.
        first_s: The stream's time when it begins.

    """

    def __init__(
        self, services: Sequence[Service], plan: StreamPlan, first_s: float
    ) -> None:
        self._services = services
        self._plan = plan
        pat = psi.make_pat({s.service_id: s.pmt_pid for s in services})
        sdt = psi.make_sdt({s.service_id: s.name for s in services})
        self._psi = [(psi.PAT_PID, pat)]
        self._psi += [(s.pmt_pid, psi.make_pmt(self._program(s))) for s in services]
        self._sdt = [(psi.SDT_PID, sdt)]
        self._psi_times = _Times(first_s, PSI_REPEAT_S)
        self._sdt_times = _Times(first_s, SDT_REPEAT_S)
        self._pcr_times = _Times(first_s, PCR_REPEAT_S)
        self._ecm_times = EcmTimes(first_s, plan.profile)

    def add_to(self, multiplex: Multiplex, until_s: float) -> None:
        """Have sent what is due before a time."""
        for due_s in self._psi_times.before(until_s):
            _add_sections(multiplex, due_s, self._psi)
        for due_s in self._sdt_times.before(until_s):
            _add_sections(multiplex, due_s, self._sdt)
        for due_s, number in self._ecm_times.before(until_s):
            _add_sections(multiplex, due_s, self._ecms(number))
        for due_s in self._pcr_times.before(until_s):
            for service in self._services:
                multiplex.add(due_s, make_pcr_packet(service.video_pid))

    def _ecms(self, number: int) -> list[tuple[int, bytes]]:
        halves = self._plan.profile.halves
        return [
            (s.ecm_pid, make_ecm(number, service_id=s.service_id, halves=halves).data)
            for s in self._services
        ]

    def _program(self, service: Service) -> psi.Program:
        return psi.Program(
            service.service_id,
            pcr_pid=service.video_pid,
            streams=(
                psi.Stream(psi.MPEG2_VIDEO, service.video_pid),
                psi.Stream(psi.MPEG1_AUDIO, service.audio_pid),
            ),
            ca=(psi.CaEntry(self._plan.ca_system_id, service.ecm_pid),),
        )


class _Times:
    """Times at equal distances."""

    def __init__(self, first_s: float, step_s: float) -> None:
        self._first_s = first_s
        self._step_s = step_s
        self._given = 0

    def before(self, end_s: float) -> list[float]:
        """Give those before a time that were not given yet."""
        times = []
        while (due_s := self._first_s + self._given * self._step_s) < end_s - EARLY_S:
            times.append(due_s)
            self._given += 1
        return times


class EcmTimes:
    """
    When which ECM is sent: when it is new, and repeated from then on.

    Args:
        first_s: The stream's time when it begins.
        profile: How often, and from when on.

    """

    def __init__(self, first_s: float, profile: Profile) -> None:
        self._profile = profile
        self._due_s = first_s

    def before(self, end_s: float) -> list[tuple[float, int]]:
        """Give times and numbers before a time that were not given yet."""
        times = []
        profile = self._profile
        while self._due_s < end_s - EARLY_S:
            number = profile.ecm_at(self._due_s)
            if number is not None:
                times.append((self._due_s, number))
            coming_s = ((number or 0) + 2) * profile.period_s - profile.lead_s
            if number is None:
                coming_s = profile.period_s - profile.lead_s
            self._due_s = min(self._due_s + profile.ecm_repeat_s, coming_s)
        return times


class _Sound:
    """The sound of a service, the same frames over and over."""

    def __init__(self, service: Service, start_s: float) -> None:
        self._service = service
        self._numbers = itertools.count()
        self._next_s = start_s

    def add_to(
        self, multiplex: Multiplex, frames: Sequence[bytes], until_s: float
    ) -> None:
        """Have sent what begins before a time."""
        seconds = SOUND_FRAMES_A_PES * elementary.SOUND_FRAME_S
        while self._next_s < until_s - EARLY_S:
            numbers = itertools.islice(self._numbers, SOUND_FRAMES_A_PES)
            data = b"".join(frames[number % len(frames)] for number in numbers)
            pts = round((self._next_s + PICTURE_DELAY_S) * PTS_HZ)
            pes = make_pes(AUDIO_STREAM_ID, data, pts)
            packets = make_packets(self._service.audio_pid, pes)
            multiplex.spread(self._next_s, seconds, packets)
            self._next_s += seconds


def _add_sections(
    multiplex: Multiplex, due_s: float, sections: Sequence[tuple[int, bytes]]
) -> None:
    for pid, section in sections:
        for packet in pack_section(pid, section):
            multiplex.add(due_s, packet)
