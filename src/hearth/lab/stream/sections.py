"""Sections in transport stream packets: put in, and put together again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.dvb import SECTION_HEADER_SIZE
from hearth.lab.stream.packets import (
    PAYLOAD_SIZE,
    SYNC_BYTE,
    payload_offset,
    starts_unit,
)

_START_OF_UNIT: Final = 0x40
_PAYLOAD_ALONE: Final = 0x10
_STUFFING: Final = 0xFF  # a table_id that no section has

_POLYNOMIAL: Final = 0x04C11DB7


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = value << 1 ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return tuple(table)


_CRC_TABLE: Final = _crc_table()


def crc_32(data: bytes) -> int:
    """
    Give the checksum at the end of PSI sections; over a whole one it is 0.

    Source:
        ISO/IEC 13818-1, annex A.

    """
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _CRC_TABLE[crc >> 24 ^ byte]
    return crc


def pack_section(pid: int, section: bytes) -> Iterator[bytearray]:
    """
    Put a section into packets of its own; continuity counters are zero.

    Args:
        pid: Of the packets.
        section: From table_id to its last byte.

    """
    data = b"\0" + section  # pointer_field: it begins at once
    start = _START_OF_UNIT
    for at in range(0, len(data), PAYLOAD_SIZE):
        header = bytes([SYNC_BYTE, start | pid >> 8, pid & 0xFF, _PAYLOAD_ALONE])
        part = data[at : at + PAYLOAD_SIZE].ljust(PAYLOAD_SIZE, b"\xff")
        yield bytearray(header + part)
        start = 0


class SectionReader:
    """Puts the sections of one PID together."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._is_in_step = False

    def take(self, packet: bytes | bytearray | memoryview) -> list[bytes]:
        """
        Take the next packet of the PID.

        Args:
            packet: 188 bytes, not scrambled.

        Returns:
            The sections that end in it.

        """
        payload = bytes(packet[payload_offset(packet) :])
        if not payload:
            return []
        if not starts_unit(packet):
            self._buffer += payload if self._is_in_step else b""
            return self._whole()
        pointer = 1 + payload[0]
        self._buffer += payload[1:pointer] if self._is_in_step else b""
        ended = self._whole()
        self._buffer[:] = payload[pointer:]
        self._is_in_step = True
        return ended + self._whole()

    def _whole(self) -> list[bytes]:
        sections = []
        buffer = self._buffer
        while len(buffer) >= SECTION_HEADER_SIZE and buffer[0] != _STUFFING:
            size = SECTION_HEADER_SIZE + ((buffer[1] & 0x0F) << 8 | buffer[2])
            if len(buffer) < size:
                break
            sections.append(bytes(buffer[:size]))
            del buffer[:size]
        return sections
