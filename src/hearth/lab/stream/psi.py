"""The tables by which a receiver finds a service, its streams and its ECMs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearth.dvb import Caid, ServiceId
from hearth.errors import PeerError
from hearth.lab.stream.sections import crc_32

PAT_PID: Final = 0x0000
SDT_PID: Final = 0x0011  # ETSI EN 300 468, 5.1.3
PAT_TABLE: Final = 0x00
PMT_TABLE: Final = 0x02
SDT_TABLE: Final = 0x42  # of this transport stream
CA_DESCRIPTOR: Final = 0x09
SERVICE_DESCRIPTOR: Final = 0x48  # ETSI EN 300 468, 6.2.33

TRANSPORT_STREAM_ID: Final = 0x0051
ORIGINAL_NETWORK_ID: Final = 0xFF01

MPEG2_VIDEO: Final = 0x02  # stream_type, ISO/IEC 13818-1 table 2-34
MPEG1_AUDIO: Final = 0x03
_VIDEO_TYPES: Final = frozenset({0x01, MPEG2_VIDEO, 0x1B, 0x24})

_LONG_HEADER: Final = 8  # bytes, to last_section_number
_CRC_SIZE: Final = 4  # bytes


@dataclass(frozen=True, slots=True)
class CaEntry:
    """One CA descriptor: a CA system, and where its ECMs are."""

    ca_system_id: Caid
    ecm_pid: int


@dataclass(frozen=True, slots=True)
class Stream:
    """One elementary stream of a service."""

    stream_type: int
    pid: int

    @property
    def is_video(self) -> bool:
        """Whether it has pictures."""
        return self.stream_type in _VIDEO_TYPES


@dataclass(frozen=True, slots=True)
class Program:
    """
    What a PMT says.

    Attributes:
        service_id: Of which service.
        pcr_pid: Where its clock is.
        streams: Its pictures and sounds.
        ca: Which CA systems scramble it; none: it is clear.

    """

    service_id: ServiceId
    pcr_pid: int
    streams: tuple[Stream, ...]
    ca: tuple[CaEntry, ...] = ()


def make_pat(pmt_pids: dict[ServiceId, int]) -> bytes:
    """Make the table that says where each service's PMT is."""
    body = b"".join(
        service_id.to_bytes(2, "big") + _pid(pid)
        for service_id, pid in pmt_pids.items()
    )
    return _section(PAT_TABLE, TRANSPORT_STREAM_ID, body)


def read_pat(section: bytes) -> dict[ServiceId, int]:
    """
    Read a PAT.

    Raises:
        PeerError: It is no whole PAT.

    """
    body = _body(section, PAT_TABLE)
    return {
        ServiceId(int.from_bytes(body[at : at + 2], "big")): _read_pid(body, at + 2)
        for at in range(0, len(body) - 3, 4)
        if body[at : at + 2] != b"\0\0"  # 0 is the network's table, no service
    }


def make_pmt(program: Program) -> bytes:
    """Make a service's table; CA descriptors stand before the streams."""
    ca = b"".join(
        bytes([CA_DESCRIPTOR, 4])
        + entry.ca_system_id.to_bytes(2, "big")
        + _pid(entry.ecm_pid)
        for entry in program.ca
    )
    body = _pid(program.pcr_pid) + _length(len(ca)) + ca
    for stream in program.streams:
        body += bytes([stream.stream_type]) + _pid(stream.pid) + _length(0)
    return _section(PMT_TABLE, program.service_id, body)


def read_pmt(section: bytes) -> Program:
    """
    Read a PMT.

    CA descriptors count wherever they stand, for the service or for one
    stream; what is scrambled apart is not told apart.

    Raises:
        PeerError: It is no whole PMT.

    """
    body = _body(section, PMT_TABLE)
    if len(body) < 4:
        raise PeerError("PMT", offset=8, got=len(body), allowed="4 bytes or more")
    at = 4 + _read_length(body, 2)
    entries = [*_read_ca(body[4:at])]
    streams = []
    while at + 5 <= len(body):
        streams.append(Stream(body[at], _read_pid(body, at + 1)))
        end = at + 5 + _read_length(body, at + 3)
        entries += _read_ca(body[at + 5 : end])
        at = end
    service_id = ServiceId(int.from_bytes(section[3:5], "big"))
    ca = tuple(dict.fromkeys(entries))
    return Program(service_id, _read_pid(body, 0), tuple(streams), ca)


def make_sdt(names: dict[ServiceId, str]) -> bytes:
    """Make the table of names, with every service scrambled (free_CA_mode)."""
    body = ORIGINAL_NETWORK_ID.to_bytes(2, "big") + b"\xff"
    for service_id, name in names.items():
        text = name.encode("ascii")
        service = bytes([1, 0, len(text)]) + text  # digital television, no provider
        descriptor = bytes([SERVICE_DESCRIPTOR, len(service)]) + service
        flags = 4 << 13 | 1 << 12 | len(descriptor)  # running, scrambled
        body += service_id.to_bytes(2, "big") + b"\xfc"
        body += flags.to_bytes(2, "big") + descriptor
    return _section(SDT_TABLE, TRANSPORT_STREAM_ID, body)


def _section(table_id: int, extension: int, body: bytes) -> bytes:
    """Put a table's body into a section with syntax and checksum."""
    length = (_LONG_HEADER - 3) + len(body) + _CRC_SIZE
    header = bytes([table_id]) + (0xB000 | length).to_bytes(2, "big")
    header += extension.to_bytes(2, "big") + b"\xc1\0\0"  # version 0, now, one section
    return header + body + crc_32(header + body).to_bytes(_CRC_SIZE, "big")


def _body(section: bytes, table_id: int) -> bytes:
    """Give what is between header and checksum, if the section is whole."""
    if section[:1] != bytes([table_id]):
        raise PeerError(
            "table_id",
            offset=0,
            got=section[0] if section else -1,
            allowed=f"{table_id:#x}",
        )
    if len(section) < _LONG_HEADER + _CRC_SIZE or crc_32(section):
        raise PeerError(
            "CRC_32", offset=max(0, len(section) - _CRC_SIZE), got=len(section),
            allowed="a whole section",
        )  # fmt: skip
    return section[_LONG_HEADER:-_CRC_SIZE]


def _pid(pid: int) -> bytes:
    return (0xE000 | pid).to_bytes(2, "big")


def _length(length: int) -> bytes:
    return (0xF000 | length).to_bytes(2, "big")


def _read_pid(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big") & 0x1FFF


def _read_length(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big") & 0x0FFF


def _read_ca(descriptors: bytes) -> Iterator[CaEntry]:
    at = 0
    while at + 2 <= len(descriptors):
        tag, size = descriptors[at], descriptors[at + 1]
        content = descriptors[at + 2 : at + 2 + size]
        if tag == CA_DESCRIPTOR and len(content) >= 4:
            caid = Caid(int.from_bytes(content[:2], "big"))
            yield CaEntry(caid, _read_pid(content, 2))
        at += 2 + size
