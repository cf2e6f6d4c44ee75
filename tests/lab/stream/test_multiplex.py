"""One packet after the other, at a constant bitrate."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.lab.stream.multiplex import MAX_SERVICES, Multiplex, make_services
from hearth.lab.stream.packets import (
    NULL_PACKET,
    NULL_PID,
    PACKET_SIZE,
    make_packets,
    make_pcr_packet,
    payload_offset,
    pcr_of,
    pid_of,
)

BITRATE = 8 * PACKET_SIZE * 100  # 100 packets a second


def cut(data: bytearray) -> list[bytes]:
    return [
        bytes(data[at : at + PACKET_SIZE]) for at in range(0, len(data), PACKET_SIZE)
    ]


def test_where_nothing_is_due_there_are_null_packets() -> None:
    multiplex = Multiplex(BITRATE, 5.0)

    assert cut(multiplex.until(5.03)) == [NULL_PACKET] * 3
    assert multiplex.now == pytest.approx(5.03)


@given(
    dues=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0x21, 0x22]), st.booleans()),
        max_size=20,
    ),
    steps=st.integers(1, 4),
)
def test_continuity_and_time_hold_for_every_pid(
    dues: list[tuple[float, int, bool]], steps: int
) -> None:
    multiplex = Multiplex(BITRATE, 0.0)
    for due_s, pid, is_clock in dues:
        packet = make_pcr_packet(pid) if is_clock else next(make_packets(pid, b"x"))
        multiplex.add(due_s, packet)

    packets: list[bytes] = []
    for step in range(1, steps + 1):
        packets += cut(multiplex.until(1.5 * step / steps))

    assert len(packets) == 150
    counters: dict[int, list[int]] = defaultdict(list)
    for number, sent in enumerate(packets):
        pid = pid_of(sent)
        clock = pcr_of(sent)
        if clock is not None:
            assert clock == pytest.approx(270_000 * number, abs=1)
        if pid != NULL_PID and payload_offset(sent) < PACKET_SIZE:
            counters[pid].append(sent[3] & 0x0F)
    for found in counters.values():
        assert found == [n & 0x0F for n in range(len(found))]
    assert sum(pid_of(p) != NULL_PID for p in packets) == len(dues)


def test_nothing_is_sent_before_its_time() -> None:
    multiplex = Multiplex(BITRATE, 0.0)
    multiplex.spread(0.1, 0.2, make_packets(0x21, bytes(184 * 4)))

    pids = [pid_of(packet) for packet in cut(multiplex.until(0.4))]

    assert [n for n, pid in enumerate(pids) if pid == 0x21] == [13, 18, 23, 28]


def test_too_much_for_the_bitrate_is_said() -> None:
    multiplex = Multiplex(BITRATE, 0.0)
    multiplex.spread(0.0, 0.1, make_packets(0x21, bytes(184 * 60)))

    with pytest.raises(UsageError, match="Mbit/s"):
        multiplex.until(1.0)


def test_the_first_service_is_the_default_one() -> None:
    """docs/lab.md."""
    first, second = make_services(2)

    assert (first.service_id, first.pmt_pid, first.ecm_pid) == (0x1234, 0x100, 0x1200)
    assert (first.video_pid, first.audio_pid) == (0x101, 0x102)
    assert second.service_id == 0x1235


def test_no_two_parts_share_a_pid() -> None:
    services = make_services(MAX_SERVICES)

    pids = [
        pid
        for s in services
        for pid in (s.pmt_pid, s.video_pid, s.audio_pid, s.ecm_pid)
    ]
    assert len(set(pids)) == len(pids)


@pytest.mark.parametrize("count", [0, MAX_SERVICES + 1])
def test_so_many_services_cannot_be(count: int) -> None:
    with pytest.raises(UsageError):
        make_services(count)


def test_no_bits_no_stream() -> None:
    with pytest.raises(UsageError):
        Multiplex(0, 0.0)
