"""Transport stream packets: made, and their headers read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.errors import UsageError

PACKET_SIZE: Final = 188  # bytes, ISO/IEC 13818-1 2.4.3.2
HEADER_SIZE: Final = 4  # bytes
PAYLOAD_SIZE: Final = PACKET_SIZE - HEADER_SIZE  # without an adaptation field
SYNC_BYTE: Final = 0x47
NULL_PID: Final = 0x1FFF
MAX_PID: Final = 0x1FFF  # 13 bits

SYSTEM_CLOCK_HZ: Final = 27_000_000  # of the PCR
PTS_HZ: Final = 90_000

NOT_SCRAMBLED: Final = 0x00  # transport_scrambling_control, in place in byte 3
SCRAMBLED_EVEN: Final = 0x80  # ETSI ETR 289, 5.1
SCRAMBLED_ODD: Final = 0xC0

_START: Final = 0x40  # payload_unit_start_indicator, in byte 1
_ADAPTATION: Final = 0x20  # adaptation_field_control, upper bit
_PAYLOAD: Final = 0x10  # adaptation_field_control, lower bit
_PCR_FLAG: Final = 0x10

NULL_PACKET: Final = bytes([SYNC_BYTE, 0x1F, 0xFF, _PAYLOAD]) + b"\xff" * PAYLOAD_SIZE


def pid_of(packet: bytes | bytearray | memoryview, at: int = 0) -> int:
    """Tell the PID of the packet that begins at an offset."""
    return (packet[at + 1] & 0x1F) << 8 | packet[at + 2]


def starts_unit(packet: bytes | bytearray | memoryview, at: int = 0) -> bool:
    """Tell whether a PES packet or a section begins in the packet."""
    return bool(packet[at + 1] & _START)


def scrambling_of(packet: bytes | bytearray | memoryview, at: int = 0) -> int:
    """Tell its transport_scrambling_control, as it stands in byte 3."""
    return packet[at + 3] & 0xC0


def payload_offset(packet: bytes | bytearray | memoryview, at: int = 0) -> int:
    """
    Tell where in the packet its payload begins.

    Returns:
        4..188; 188 where there is none.

    """
    control = packet[at + 3]
    if not control & _PAYLOAD:
        return PACKET_SIZE
    if not control & _ADAPTATION:
        return HEADER_SIZE
    return min(PACKET_SIZE, HEADER_SIZE + 1 + packet[at + 4])


def make_packets(pid: int, unit: bytes) -> Iterator[bytearray]:
    """
    Cut a PES packet into packets, the last one filled by an adaptation field.

    The continuity counters are zero: the multiplex sets them.

    Args:
        pid: Of the packets.
        unit: The PES packet.

    Raises:
        UsageError: The PID has over 13 bits, or there is nothing to cut.

    """
    if not 0 <= pid <= MAX_PID or not unit:
        raise UsageError(
            f"{len(unit)} bytes for PID {pid:#x}", allowed="1 or more, 0..0x1FFF"
        )
    start = _START
    for at in range(0, len(unit), PAYLOAD_SIZE):
        payload = unit[at : at + PAYLOAD_SIZE]
        header = bytes([SYNC_BYTE, start | pid >> 8, pid & 0xFF])
        stuffing = _stuffing(PAYLOAD_SIZE - len(payload))
        control = _PAYLOAD | (_ADAPTATION if stuffing else 0)
        yield bytearray(header + bytes([control]) + stuffing + payload)
        start = 0


def make_pcr_packet(pid: int) -> bytearray:
    """Make a packet that carries nothing but a PCR, which `set_pcr` then sets."""
    header = bytes([SYNC_BYTE, pid >> 8, pid & 0xFF, _ADAPTATION])
    field = bytes([PAYLOAD_SIZE - 1, _PCR_FLAG]) + bytes(6)
    return bytearray((header + field).ljust(PACKET_SIZE, b"\xff"))


def set_pcr(packet: bytearray, clock: int) -> None:
    """
    Write the clock into a packet that `make_pcr_packet` has made.

    Args:
        packet: Which.
        clock: In cycles of 27 MHz.

    Source:
        ISO/IEC 13818-1, 2.4.3.5 (program_clock_reference_base and extension).

    """
    base, extension = divmod(clock, 300)
    base &= (1 << 33) - 1
    packet[6:12] = (base << 15 | 0x3F << 9 | extension).to_bytes(6, "big")


def pcr_of(packet: bytes | bytearray | memoryview, at: int = 0) -> int | None:
    """Read the clock of a packet, in cycles of 27 MHz; None if it has none."""
    has_field = packet[at + 3] & _ADAPTATION and packet[at + 4] > 0
    if not has_field or not packet[at + 5] & _PCR_FLAG:
        return None
    value = int.from_bytes(packet[at + 6 : at + 12], "big")
    return (value >> 15) * 300 + (value & 0x1FF)


def is_pcr_alone(packet: bytes | bytearray) -> bool:
    """Tell whether the packet has an adaptation field and no payload."""
    return packet[3] & (_ADAPTATION | _PAYLOAD) == _ADAPTATION


def make_pes(stream_id: int, data: bytes, pts: int) -> bytes:
    """
    Make a PES packet with a presentation time.

    Args:
        stream_id: 0xE0 for the first video, 0xC0 for the first audio.
        data: One or more whole access units.
        pts: In cycles of 90 kHz.

    Source:
        ISO/IEC 13818-1, 2.4.3.6. A length of 0 is "not said", which video may.

    """
    pts &= (1 << 33) - 1
    stamp = bytes([
        0x21 | (pts >> 30) << 1,
        pts >> 22 & 0xFF,
        (pts >> 14 & 0xFE) | 1,
        pts >> 7 & 0xFF,
        (pts << 1 & 0xFE) | 1,
    ])  # fmt: skip
    header = bytes([0x84, 0x80, len(stamp)]) + stamp  # data_alignment, PTS alone
    size = len(header) + len(data)
    if size > 0xFFFF or stream_id >= 0xE0:
        size = 0
    return b"\0\0\1" + bytes([stream_id]) + size.to_bytes(2, "big") + header + data


def _stuffing(size: int) -> bytes:
    """Make an adaptation field of so many bytes that says nothing."""
    if size == 0:
        return b""
    if size == 1:
        return b"\0"
    return bytes([size - 1, 0]) + b"\xff" * (size - 2)
