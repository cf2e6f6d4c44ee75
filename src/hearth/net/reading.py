"""How what comes is read: into a small buffer that is there already."""

from __future__ import annotations

import asyncio
from typing import Final

READ_SIZE: Final = 8192  # bytes: an ECM or its answer is a hundredth of it


def read_buffer() -> memoryview:
    """Make the buffer of a loop: it reads one connection after the other."""
    return memoryview(bytearray(READ_SIZE))


class SmallReads(asyncio.BufferedProtocol):
    """
    A protocol that is given what has come as ``data_received`` is.

    An `asyncio.Protocol` has 256 KiB set aside for every read, and given back
    for the few bytes that came: on Linux that is most of the read's time.

    Args:
        buffer: From `read_buffer`; shared with other connections of this loop,
            because what it holds is taken out before the next read.

    """

    def __init__(self, buffer: memoryview) -> None:
        self._buffer = buffer

    def get_buffer(self, sizehint: int) -> memoryview:
        """Say where the loop is to put what has come."""
        del sizehint
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Take out what the loop has put there."""
        self.data_received(bytes(self._buffer[:nbytes]))

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        raise NotImplementedError
