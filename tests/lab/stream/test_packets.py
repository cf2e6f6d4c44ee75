"""Transport stream packets, with ISO/IEC 13818-1 open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.lab.stream.packets import (
    NULL_PACKET,
    NULL_PID,
    PACKET_SIZE,
    is_pcr_alone,
    make_packets,
    make_pcr_packet,
    make_pes,
    payload_offset,
    pcr_of,
    pid_of,
    scrambling_of,
    set_pcr,
    starts_unit,
)

PIDS = st.integers(0x20, 0x1FFE)


@given(pid=PIDS, unit=st.binary(min_size=1, max_size=1000))
def test_a_unit_comes_out_of_its_packets_as_it_went_in(pid: int, unit: bytes) -> None:
    packets = list(make_packets(pid, unit))

    assert b"".join(bytes(p[payload_offset(p) :]) for p in packets) == unit
    assert [starts_unit(p) for p in packets] == [True] + [False] * (len(packets) - 1)
    for packet in packets:
        assert (len(packet), packet[0], pid_of(packet)) == (PACKET_SIZE, 0x47, pid)
        assert not scrambling_of(packet)
        assert pcr_of(packet) is None


@given(pid=PIDS, clock=st.integers(0, (1 << 33) * 300 - 1))
def test_a_clock_is_read_as_it_was_set(pid: int, clock: int) -> None:
    packet = make_pcr_packet(pid)
    set_pcr(packet, clock)

    assert len(packet) == PACKET_SIZE
    assert pcr_of(packet) == clock
    assert payload_offset(packet) == PACKET_SIZE
    assert is_pcr_alone(packet)
    assert not is_pcr_alone(NULL_PACKET)


def test_a_null_packet_is_as_the_standard_wants_it() -> None:
    assert NULL_PACKET[:4].hex() == "471fff10"
    assert (len(NULL_PACKET), pid_of(NULL_PACKET)) == (PACKET_SIZE, NULL_PID)


# stream_id, data, pts: the whole header (ISO/IEC 13818-1, 2.4.3.6)
PES = [
    (0xE0, b"\xaa", 0, "000001e0 0000 848005 2100010001 aa"),
    (0xC0, b"\xaa\xbb", 90_000, "000001c0 000a 848005 210005bf21 aabb"),
    (0xE0, b"", (1 << 33) - 1, "000001e0 0000 848005 2fffffffff"),
]


@pytest.mark.parametrize(("stream_id", "data", "pts", "expected"), PES)
def test_make_pes(stream_id: int, data: bytes, pts: int, expected: str) -> None:
    assert make_pes(stream_id, data, pts) == bytes.fromhex(expected)


@pytest.mark.parametrize(("pid", "unit"), [(0x2000, b"a"), (-1, b"a"), (1, b"")])
def test_what_has_no_place_is_refused(pid: int, unit: bytes) -> None:
    with pytest.raises(UsageError):
        next(make_packets(pid, unit))


def test_an_adaptation_field_over_its_packet_leaves_no_payload() -> None:
    packet = bytearray(NULL_PACKET)
    packet[3:5] = b"\x30\xff"

    assert payload_offset(packet) == PACKET_SIZE
