"""
Node ids: the 8 bytes by which CCcam servers and clients know each other.

Any 8 bytes will do, except that programs which speak partner mode make theirs
so that a partner can tell by a checksum.

Source: docs/protocols/cccam.md, "Partner mode".
"""

from __future__ import annotations

from typing import Final

from hearth.dvb import NodeId
from hearth.errors import UsageError

HEARTH: Final = 0x48  # our program number; seen: OSCam 0x10, Tvheadend 0x54
CHECKSUM_START: Final = 0x1234  # what the sum of bytes 0..5 is added to


def partner_node_id(first_four: bytes, program: int = HEARTH) -> NodeId:
    """
    Make the node id of a program that speaks partner mode.

    Args:
        first_four: Any 4 bytes; they are what tells two such programs apart.
        program: Which program this is, 0..255.

    Returns:
        The four, the program, 0xAA xored with all five, and the checksum.

    Raises:
        UsageError: Not 4 bytes, or the number does not fit a byte.

    """
    if len(first_four) != 4:
        raise UsageError(f"node id from {len(first_four)} bytes", allowed="4 bytes")
    if not 0 <= program <= 0xFF:
        raise UsageError(f"program number {program}", allowed="0..255")
    five = bytes(first_four) + bytes([program])
    mixed = 0xAA
    for byte in five:
        mixed ^= byte
    six = five + bytes([mixed])
    return NodeId(six + _checksum(six))


def is_partner(node_id: NodeId) -> bool:
    """
    Tell whether a node id is made by a program that speaks partner mode.

    Bytes 6 and 7 alone decide: that is all that the other programs look at.
    One foreign node id in 65,536 has the right ones by chance, and nothing
    bad comes of it: such a peer does not understand the text it is sent.
    """
    return node_id[6:] == _checksum(node_id[:6])


def _checksum(six: bytes) -> bytes:
    return ((CHECKSUM_START + sum(six)) & 0xFFFF).to_bytes(2)
