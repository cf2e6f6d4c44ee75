"""
Commands, limits, and the bodies of every message that is not a card.

``encode_...`` and ``decode_...`` are pure: values to bytes and back.

Source: docs/protocols/cccam.md, "Messages".
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from hearth.dvb import NODE_ID_SIZE, Caid, NodeId, ProviderId, Section, ServiceId
from hearth.errors import PeerError, UsageError
from hearth.wire.cccam.login import USER_SIZE

HEADER_SIZE: Final = 4  # bytes: flag, command, length of the body
MAX_BODY_SIZE: Final = 1020  # bytes: the original takes messages of 1024
TEXT_SIZE: Final = 32  # bytes of a version or a build, zero-padded
SHARE_ID_SIZE: Final = 4  # bytes

HEADER: Final = struct.Struct(">BBH")
_ECM: Final = struct.Struct(">HIIHB")  # CAID, provider, share, service, length
_ECM_MESSAGE: Final = struct.Struct(">BBHHIIHB")  # the header, then the same
_EMM: Final = struct.Struct(">HBIIB")  # CAID, length / 256, provider, share, length
_SHARE_ID: Final = struct.Struct(">I")

# A home asks for the same few again and again, every ten seconds: to look a
# value up costs a tenth of making it. Bounded, since a peer chooses what is asked.
_caid: Final = lru_cache(maxsize=64)(Caid)
_provider_id: Final = lru_cache(maxsize=64)(ProviderId)
_service_id: Final = lru_cache(maxsize=256)(ServiceId)


class Command(IntEnum):
    """What a message is: the second byte of its header."""

    CLI_DATA = 0x00
    ECM = 0x01
    EMM = 0x02
    CARD_REMOVED = 0x04
    KEEPALIVE = 0x06
    CARD_ADDED = 0x07
    SRV_DATA = 0x08
    CARD_ADDED_SIDS = 0x0F
    NOK1 = 0xFE
    NOK2 = 0xFF


# By these, one closed program tests whether the other is one as well. Not ours.
CHECKS: Final = frozenset({0x05, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E})


@dataclass(frozen=True, slots=True)
class Identity:
    """
    Who we say we are.

    Args:
        node_id: Ours, at every connection the same.
        version: The CCcam version that peers are told; they know 2.0.11,
            2.1.4, 2.2.1, 2.3.0 and 2.3.2.
        build: Its build: 2892, 3191, 3316, 3367, 4000.
        program: Our own name and version, for partners.

    Raises:
        UsageError: A text that its field has no place for.

    """

    node_id: NodeId
    version: str = "2.3.0"
    build: str = "3367"
    program: str = "Hearth 0.1.0"

    def __post_init__(self) -> None:
        for name, text, most in (
            ("version", self.version, TEXT_SIZE - 1),
            ("build", self.build, TEXT_SIZE - 1),
            ("program", self.program, 4 * TEXT_SIZE),
        ):
            if len(text) > most or not (text.isascii() and text.isprintable()):
                raise UsageError(
                    f"{name} {text[:200]!r}", allowed=f"up to {most} ASCII characters"
                )
        if "[" in self.program or "]" in self.program:
            raise UsageError(f"program {self.program!r}", allowed="no brackets")


class Greeting(NamedTuple):
    """Who the peer says it is: the part that CLI_DATA and SRV_DATA share."""

    node_id: NodeId
    version: str
    build: str


class Question(NamedTuple):
    """The body of an ECM message from a client, or of an EMM."""

    ca_system_id: Caid
    provider_id: ProviderId
    share_id: int
    service_id: ServiceId
    section: Section


def encode_message(command: int, body: bytes = b"", flag: int = 0) -> bytes:
    """
    Put the header in front of a body.

    Raises:
        UsageError: The body is over 1020 bytes.

    """
    size = len(body)
    if size > MAX_BODY_SIZE:
        raise UsageError(f"a body of {size} bytes", allowed=f"{MAX_BODY_SIZE} bytes")
    return HEADER.pack(flag, command, size) + body


def encode_user(user: str | bytes) -> bytes:
    """
    Encode a user name: 20 bytes, UTF-8 or the bytes as given, zero-padded.

    Raises:
        UsageError: It is empty, over 20 bytes, or holds a zero byte.

    """
    encoded = user.encode() if isinstance(user, str) else user
    if not 0 < len(encoded) <= USER_SIZE or 0 in encoded:
        raise UsageError(
            f"user name of {len(encoded)} bytes", allowed="1..20 bytes, none of them 0"
        )
    return encoded.ljust(USER_SIZE, b"\x00")


def decode_user(field: bytes) -> str:
    """Decode a user name: UTF-8 where it is, Latin-1 where it is not."""
    name = field.partition(b"\x00")[0]
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")


def decode_text(field: bytes) -> str:
    """
    Decode a text for people; what cannot be printed becomes a question mark.

    Seen: OSCam 2.26 leaves rubbish after the zero that ends the text.
    """
    text = decode_user(field)
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def encode_cli_data(user: str | bytes, identity: Identity) -> bytes:
    """
    Encode the body of CLI_DATA, 93 bytes.

    Raises:
        UsageError: From `encode_user`.

    """
    wants_emulated_cards = b"\x00"
    return b"".join(
        (
            encode_user(user),
            identity.node_id,
            wants_emulated_cards,
            _padded(identity.version),
            _padded(identity.build),
        )
    )


def decode_cli_data(body: bytes) -> Greeting:
    """
    Decode CLI_DATA; what is missing behind the node id is empty.

    The user name in it is left alone: the log-in has proved one.

    Raises:
        PeerError: Too short to hold a node id.

    """
    texts = USER_SIZE + NODE_ID_SIZE + 1
    return _decode_greeting(body, "CLI_DATA", USER_SIZE, texts)


def encode_srv_data(identity: Identity) -> bytes:
    """
    Encode the body of SRV_DATA, 72 bytes.

    Seen: Tvheadend 4.3 reads it at exactly this size and no other.
    """
    return identity.node_id + _padded(identity.version) + _padded(identity.build)


def decode_srv_data(body: bytes) -> Greeting:
    """
    Decode SRV_DATA; what is missing behind the node id is empty.

    Raises:
        PeerError: Too short to hold a node id.

    """
    return _decode_greeting(body, "SRV_DATA", 0, NODE_ID_SIZE)


def check_ecm_size(section: Section) -> Section:
    """
    Return a section that an ECM message has room for.

    Raises:
        UsageError: It has over 1007 bytes.

    """
    if len(section.data) > MAX_BODY_SIZE - _ECM.size:
        raise UsageError(
            f"an ECM of {len(section.data)} bytes",
            allowed=f"{MAX_BODY_SIZE - _ECM.size} bytes",
        )
    return section


def encode_ecm(question: Question, flag: int = 0) -> bytes:
    """Encode a whole ECM message from a client, with a section that has room."""
    section = question.section.data
    return (
        _ECM_MESSAGE.pack(
            flag,
            Command.ECM,
            _ECM.size + len(section),
            question.ca_system_id,
            question.provider_id,
            question.share_id,
            question.service_id,
            len(section) & 0xFF,
        )
        + section
    )


def decode_ecm(body: bytes) -> Question:
    """
    Decode the body of an ECM message from a client.

    Raises:
        PeerError: Too short, or the section is not as long as it says.

    """
    if len(body) < _ECM.size:
        raise _too_short("ECM", len(body), _ECM.size)
    caid, provider, share_id, service, length = _ECM.unpack_from(body)
    section = body[_ECM.size :]
    _check_length("ECM", _ECM.size - 1, length, section)
    return Question(
        _caid(caid),
        _provider_id(provider),
        share_id,
        _service_id(service),
        Section(section),
    )


def encode_emm(question: Question) -> bytes:
    """Encode the body of an EMM message; its service id is not sent."""
    section = question.section.data
    return (
        _EMM.pack(
            question.ca_system_id,
            len(section) >> 8,
            question.provider_id,
            question.share_id,
            len(section) & 0xFF,
        )
        + section
    )


def decode_emm(body: bytes) -> Question:
    """
    Decode the body of an EMM message; the service id is 0.

    Raises:
        PeerError: Too short, or the section is not as long as it says.

    """
    if len(body) < _EMM.size:
        raise _too_short("EMM", len(body), _EMM.size)
    # Read: OSCam as server leaves the upper byte of the length alone.
    caid, _, provider, share_id, length = _EMM.unpack_from(body)
    section = body[_EMM.size :]
    _check_length("EMM", _EMM.size - 1, length, section)
    return Question(
        Caid(caid), ProviderId(provider), share_id, ServiceId(0), Section(section)
    )


def encode_share_id(share_id: int) -> bytes:
    """
    Encode a share id, which is all of CARD_REMOVED.

    Raises:
        UsageError: It does not fit 32 bits.

    """
    return _SHARE_ID.pack(check_share_id(share_id))


def decode_share_id(body: bytes) -> int:
    """
    Decode the share id that a body begins with.

    Raises:
        PeerError: Too short.

    """
    if len(body) < SHARE_ID_SIZE:
        raise _too_short("share_id", len(body), SHARE_ID_SIZE)
    share_id: int = _SHARE_ID.unpack_from(body)[0]
    return share_id


def check_share_id(share_id: int) -> int:
    """
    Return a share id that fits its field.

    Raises:
        UsageError: It does not fit 32 bits.

    """
    if not 0 <= share_id <= 0xFFFFFFFF:
        raise UsageError(f"share id {share_id:#x}", allowed="0..0xffffffff")
    return share_id


def _padded(text: str) -> bytes:
    return text.encode("ascii").ljust(TEXT_SIZE, b"\x00")


def _decode_greeting(body: bytes, field: str, node: int, texts: int) -> Greeting:
    if len(body) < node + NODE_ID_SIZE:
        raise _too_short(field, len(body), node + NODE_ID_SIZE)
    return Greeting(
        NodeId(body[node : node + NODE_ID_SIZE]),
        decode_text(body[texts : texts + TEXT_SIZE]),
        decode_text(body[texts + TEXT_SIZE : texts + 2 * TEXT_SIZE]),
    )


def _check_length(field: str, offset: int, length: int, section: bytes) -> None:
    if len(section) & 0xFF != length:
        raise PeerError(
            f"{field} length",
            offset=offset,
            got=length,
            allowed=f"that of the {len(section)} bytes that follow, mod 256",
        )


def _too_short(field: str, size: int, least: int) -> PeerError:
    return PeerError(field, offset=0, got=size, allowed=f"{least} bytes or more")
