"""
Received bytes to whole fields and messages.

Source: docs/protocols/cccam.md, "Messages".
"""

from __future__ import annotations

from typing import Final

from hearth.errors import PeerError
from hearth.wire.cccam.cipher import Cipher
from hearth.wire.cccam.messages import HEADER, HEADER_SIZE, MAX_BODY_SIZE

_NO_BYTES: Final = b""


class Reader:
    """
    What has come and was not taken yet.

    A byte is decrypted when it is taken, once, because the cipher cannot go
    back: it may have to be changed between two fields.

    Attributes:
        cipher: Of what is taken next; None while the stream is clear.

    """

    __slots__ = ("_at", "_buffer", "_header", "cipher")

    def __init__(self, cipher: Cipher | None = None) -> None:
        self.cipher = cipher
        # Bytes, not a bytearray: what comes is nearly always whole messages,
        # which are then taken out of it without a copy of the whole.
        self._buffer = _NO_BYTES
        self._at = 0
        self._header: tuple[int, int, int] | None = None

    def __len__(self) -> int:
        return len(self._buffer) - self._at

    def feed(self, data: bytes) -> None:
        """Add received bytes behind those that are left."""
        left = self._buffer[self._at :]
        self._buffer = left + data if left else data
        self._at = 0

    def clear(self) -> None:
        """Forget what has come."""
        self._buffer = _NO_BYTES
        self._at = 0

    def keep_only_what_is_left(self) -> int:
        """Give back the memory of what was taken; return how many bytes are left."""
        if self._at:
            self._buffer = self._buffer[self._at :]
            self._at = 0
        return len(self._buffer)

    def take(self, size: int) -> bytes | None:
        """
        Take a field of the log-in, decrypted.

        Returns:
            ``size`` bytes, or None if more have to come first.

        """
        end = self._at + size
        if end > len(self._buffer):
            return None
        taken = self._buffer[self._at : end]
        self._at = end
        return taken if self.cipher is None else self.cipher.decrypt(taken)

    def take_message(self) -> tuple[int, int, bytes] | None:
        """
        Take one message, decrypted.

        Returns:
            Its flag, command and body, or None if more bytes have to come.

        Raises:
            PeerError: The header names a body of over 1020 bytes. The stream
                cannot be read on: the caller closes the connection.

        """
        header = self._header
        if header is None:
            if self._at == len(self._buffer):  # the end of nearly every batch
                return None
            raw = self.take(HEADER_SIZE)
            if raw is None:
                return None
            header = HEADER.unpack(raw)
            if header[2] > MAX_BODY_SIZE:
                raise PeerError(
                    "length", offset=2, got=header[2], allowed="0..1020 bytes"
                )
        body = self.take(header[2]) if header[2] else _NO_BYTES
        self._header = header if body is None else None
        return None if body is None else (header[0], header[1], body)
