"""The whole stream: what a receiver finds in it."""

import contextlib
import itertools
from collections import Counter, defaultdict

import pytest

from hearth.dvb import Section
from hearth.errors import UsageError
from hearth.lab.card_system import LabCard, make_ecm
from hearth.lab.stream.head_end import EcmTimes, HeadEnd, StreamPlan
from hearth.lab.stream.packets import (
    NULL_PID,
    PACKET_SIZE,
    payload_offset,
    pcr_of,
    pid_of,
    scrambling_of,
)
from hearth.lab.stream.profile import NARROW, Profile
from hearth.lab.stream.psi import PAT_PID, read_pat, read_pmt
from hearth.lab.stream.sections import SectionReader
from tests.lab.stream import need

QUICK = Profile(period_s=1.0, lead=NARROW)
PLAN = StreamPlan(seconds=2.1, profile=QUICK, bitrate=2_000_000, services=2)


async def stream(plan: StreamPlan) -> tuple[bytes, bytes]:
    clear, scrambled = b"", b""
    async with contextlib.aclosing(HeadEnd(plan).chunks()) as chunks:
        async for chunk in chunks:
            assert chunk.end_s == pytest.approx(
                chunk.start_s + len(chunk.scrambled) * 8 / plan.bitrate
            )
            clear += chunk.clear
            scrambled += chunk.scrambled
    return clear, scrambled


def cut(data: bytes) -> list[bytes]:
    return [data[at : at + PACKET_SIZE] for at in range(0, len(data), PACKET_SIZE)]


def sections(packets: list[bytes], pid: int) -> list[bytes]:
    reader = SectionReader()
    return [s for p in packets if pid_of(p) == pid for s in reader.take(p)]


@need.ffmpeg
@need.library
@pytest.mark.asyncio
async def test_a_stream_is_as_the_page_says() -> None:
    clear, scrambled = await stream(PLAN)
    packets = cut(scrambled)

    assert len(clear) == len(scrambled)
    seconds = 0.2 + 2.2  # lead-in, whole groups; then at most the last packets
    assert len(scrambled) * 8 == pytest.approx(2_000_000 * seconds, rel=0.06)
    check_tables(packets)
    check_continuity(packets)
    check_clock(packets)
    check_scrambling(packets)


def check_tables(packets: list[bytes]) -> None:
    (pat,) = {*sections(packets, PAT_PID)}
    for service_id, pmt_pid in read_pat(pat).items():
        (pmt,) = {*sections(packets, pmt_pid)}
        program = read_pmt(pmt)
        (entry,) = program.ca
        ecms = list(dict.fromkeys(sections(packets, entry.ecm_pid)))
        assert entry.ca_system_id == 0x4ADA
        assert ecms == [make_ecm(n, service_id=service_id).data for n in range(3)]
        assert [ecm[0] for ecm in ecms] == [0x80, 0x81, 0x80]
        assert all(LabCard().answer(Section(ecm)) for ecm in ecms)


def check_continuity(packets: list[bytes]) -> None:
    counters: dict[int, int] = {}
    for packet in packets:
        pid = pid_of(packet)
        if pid == NULL_PID or payload_offset(packet) == PACKET_SIZE:
            continue
        if pid in counters:
            assert packet[3] & 0x0F == counters[pid] + 1 & 0x0F, hex(pid)
        counters[pid] = packet[3] & 0x0F


def check_clock(packets: list[bytes]) -> None:
    """Period n begins at n times the period of the PCR, which comes each 40 ms."""
    clocks = defaultdict(list)
    for packet in packets:
        clock = pcr_of(packet)
        if clock is not None:
            clocks[pid_of(packet)].append(clock / 27_000_000)
    assert len(clocks) == 2
    for times in clocks.values():
        assert times[0] == pytest.approx(0.8, abs=0.01)
        assert max(b - a for a, b in itertools.pairwise(times)) < 0.05


def check_scrambling(packets: list[bytes]) -> None:
    marks = Counter(scrambling_of(packet) for packet in packets)
    assert set(marks) == {0, 0x80, 0xC0}
    video = [p for p in packets if pid_of(p) == 0x101]
    seen = [scrambling_of(p) for p in video if payload_offset(p) < PACKET_SIZE]
    changes = [b for a, b in zip([0, *seen], seen, strict=False) if a != b]
    assert changes == [0xC0, 0x80, 0xC0]


@need.ffmpeg
@need.library
@pytest.mark.asyncio
async def test_the_same_seed_gives_the_same_stream() -> None:
    plan = StreamPlan(seconds=0.2, profile=QUICK, services=1)
    other = StreamPlan(seconds=0.2, profile=QUICK, services=1, seed=1)

    first = await stream(plan)

    assert first == await stream(plan)
    assert first != await stream(other)


# profile, from: the first times of each ECM
ECM_TIMES = [
    (Profile(1.0, NARROW), 0.8, [(0.8, 0), (1.8, 1), (2.8, 2)]),
    (Profile(1.0, 0.9), 0.8, [(0.8, 0), (1.1, 1), (2.1, 2)]),
    (Profile(1.0, NARROW), 0.5, [(0.8, 0), (1.8, 1), (2.8, 2)]),
    (Profile(10.0, 0.9), 9.8, [(9.8, 0)]),
]


@pytest.mark.parametrize(("profile", "first_s", "expected"), ECM_TIMES)
def test_an_ecm_is_sent_as_soon_as_it_is_new(
    profile: Profile, first_s: float, expected: list[tuple[float, int]]
) -> None:
    times = EcmTimes(first_s, profile)
    sent = times.before(1.3) + times.before(3.0) if first_s < 3 else times.before(11.0)

    firsts: dict[int, float] = {}
    for due_s, number in sent:
        firsts.setdefault(number, due_s)
    assert [(round(s, 6), n) for n, s in firsts.items()] == expected
    gaps = [b - a for (a, _), (b, _) in itertools.pairwise(sent)]
    assert max(gaps) <= 0.1 + 1e-9


@pytest.mark.parametrize(
    ("seconds", "bitrate", "services"), [(0, 4_000_000, 1), (1, 500_000, 3)]
)
def test_what_cannot_be_on_air_is_refused(
    seconds: float, bitrate: int, services: int
) -> None:
    with pytest.raises(UsageError):
        StreamPlan(seconds=seconds, bitrate=bitrate, services=services)
