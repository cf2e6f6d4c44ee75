"""
The mask over the control words of plain mode.

Not a secret and no protection: whoever reads the stream has all it is made of.
It is the xor with 16 bytes that follow from the client's node id and from the
share id of the question, so it is its own inverse.

Source: docs/protocols/cccam.md, "The answer in plain mode".
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hearth.dvb import CONTROL_WORDS_SIZE, NodeId

_ODD_PLACES_FLIPPED: Final = int.from_bytes(b"\x00\xff" * (CONTROL_WORDS_SIZE // 2))


class AnswerMask:
    """
    The mask of one connection.

    Args:
        node_id: The client's, whichever end asks.

    """

    __slots__ = ("_of_node",)

    def __init__(self, node_id: NodeId) -> None:
        node = int.from_bytes(node_id)
        bytes_of_node = bytes(node >> 4 * i & 0xFF for i in range(CONTROL_WORDS_SIZE))
        self._of_node: Final = int.from_bytes(bytes_of_node) ^ _ODD_PLACES_FLIPPED

    def apply(self, share_id: int, data: bytes) -> bytes:
        """
        Mask control words, or take the mask off.

        Args:
            share_id: As the question named it, 32 bits.
            data: 16 bytes.

        Returns:
            16 bytes.

        """
        masked = int.from_bytes(data) ^ self._of_node ^ _of_share(share_id)
        return masked.to_bytes(CONTROL_WORDS_SIZE)


@lru_cache(maxsize=256)  # a home has a handful of shares
def _of_share(share_id: int) -> int:
    return int.from_bytes(
        bytes(share_id >> 2 * i & 0xFF for i in range(CONTROL_WORDS_SIZE))
    )
