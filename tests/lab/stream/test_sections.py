"""Sections in packets: whatever goes in comes out."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from hearth.lab.stream.packets import NULL_PACKET, PACKET_SIZE, SYNC_BYTE
from hearth.lab.stream.sections import SectionReader, crc_32, pack_section


def section(body: bytes) -> bytes:
    return b"\x80" + (0x7000 | len(body)).to_bytes(2, "big") + body


BODIES = st.binary(max_size=400)


@given(bodies=st.lists(BODIES, max_size=5))
def test_sections_come_out_of_their_packets(bodies: list[bytes]) -> None:
    sections = [section(body) for body in bodies]
    packets = [packet for s in sections for packet in pack_section(0x100, s)]
    reader = SectionReader()

    assert [s for packet in packets for s in reader.take(packet)] == sections
    assert all(len(packet) == PACKET_SIZE for packet in packets)


@given(bodies=st.lists(BODIES, min_size=1, max_size=5), stuffing=st.integers(0, 20))
def test_sections_that_share_packets_come_out_too(
    bodies: list[bytes], stuffing: int
) -> None:
    """As other multiplexers pack them: one after the other, without a gap."""
    sections = [section(body) for body in bodies]
    reader = SectionReader()

    found = [s for packet in packed(sections) for s in reader.take(packet)]

    assert found == sections
    for _ in range(stuffing):
        assert reader.take(NULL_PACKET) == []


def packed(sections: list[bytes]) -> list[bytes]:
    """Pack without gaps; a pointer_field tells where the first new one begins."""
    data = b"".join(sections)
    starts = [0]
    for one in sections[:-1]:
        starts.append(starts[-1] + len(one))
    packets, at = [], 0
    while at < len(data):
        begins = [start for start in starts if at <= start < at + 183]
        size = 183 if begins else 184
        payload = data[at : at + size].ljust(size, b"\xff")
        if begins:
            payload = bytes([begins[0] - at]) + payload
        first = 0x40 if begins else 0
        packets.append(bytes([SYNC_BYTE, first, 0x20, 0x10]) + payload)
        at += size
    return packets


def test_what_is_heard_from_its_middle_on_is_no_section() -> None:
    first, second = pack_section(0x100, section(bytes(300)))
    reader = SectionReader()

    assert reader.take(second) == []
    assert reader.take(first) == []
    assert len(reader.take(second)) == 1


def test_a_packet_without_payload_says_nothing() -> None:
    packet = bytearray(NULL_PACKET)
    packet[3] = 0x20

    assert SectionReader().take(packet) == []


@given(st.binary(max_size=50))
def test_the_checksum_over_data_and_checksum_is_zero(data: bytes) -> None:
    assert crc_32(data + crc_32(data).to_bytes(4, "big")) == 0


def test_the_checksum_is_that_of_the_standard() -> None:
    """The check value of CRC-32/MPEG-2; and it is not that of zlib."""
    assert crc_32(b"123456789") == 0x0376E6E7 != zlib.crc32(b"123456789")
