"""
The stream cipher of CCcam: a permutation of 0..255 and three running bytes.

``StreamCipher`` is the compiled form where it was built, and `PureCipher`
otherwise. The environment variable ``HEARTH_PURE_CIPHER=1`` takes the pure one
all the same, so that a benchmark or a test run can have it on a machine where
both are there; it is read once, at import.

Source: docs/protocols/cccam.md, "The stream cipher".
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, Protocol, Self

PERMUTATION_SIZE: Final = 256  # one place for each value of a byte


class Cipher(Protocol):
    """One direction of a connection: what both forms of the cipher can do."""

    def encrypt(self, data: bytes | bytearray, /) -> bytes:
        """Encrypt the next bytes of the stream."""

    def decrypt(self, data: bytes | bytearray, /) -> bytes:
        """Decrypt the next bytes of the stream."""

    def copy(self) -> Self:
        """Return a second cipher in the same state, which runs on by itself."""


class PureCipher:
    """
    The cipher in Python alone.

    The key stream depends on the key alone. What a byte is further xored with
    is the xor of all plaintext before it, so a whole run can be done at once:
    the running xor when encrypting, neighbours xored when decrypting.

    Args:
        key: One byte or more; the seed phase repeats it over 256 places.

    Raises:
        ValueError: The key is empty.

    Source:
        docs/protocols/cccam.md, "The stream cipher".

    """

    __slots__ = ("_counter", "_state", "_sum", "_table")

    def __init__(self, key: bytes) -> None:
        if not key:
            msg = "the key of the cipher is empty"
            raise ValueError(msg)
        table = list(range(PERMUTATION_SIZE))
        size = len(key)
        j = 0
        for i in range(PERMUTATION_SIZE):
            j = (j + key[i % size] + table[i]) & 0xFF
            table[i], table[j] = table[j], table[i]
        self._table = table
        self._state = key[0]
        self._counter = 0
        self._sum = 0

    def encrypt(self, data: bytes | bytearray, /) -> bytes:
        """
        Encrypt the next bytes of the stream.

        Args:
            data: Plaintext, any number of bytes.

        Returns:
            As many bytes.

        """
        size = len(data)
        if not size:
            return b""
        # The running xor, by doubling: each byte takes in those 1, 2, 4 ... before.
        running = int.from_bytes(data) ^ self._state << 8 * (size - 1)
        reach = 8
        while reach < 8 * size:
            running ^= running >> reach
            reach *= 2
        self._state = running & 0xFF
        return (running ^ int.from_bytes(self._key_stream(size))).to_bytes(size)

    def decrypt(self, data: bytes | bytearray, /) -> bytes:
        """
        Decrypt the next bytes of the stream.

        Args:
            data: Ciphertext, any number of bytes; each is decrypted once.

        Returns:
            As many bytes.

        """
        size = len(data)
        if not size:
            return b""
        # Byte by byte this is the running xor of the plaintext, this one included.
        running = int.from_bytes(data) ^ int.from_bytes(self._key_stream(size))
        before = running >> 8 | self._state << 8 * (size - 1)
        self._state = running & 0xFF
        return (running ^ before).to_bytes(size)

    def copy(self) -> Self:
        """Return a second cipher in the same state, which runs on by itself."""
        other = object.__new__(type(self))
        other._table = self._table.copy()
        other._state = self._state
        other._counter = self._counter
        other._sum = self._sum
        return other

    def _key_stream(self, size: int) -> bytes:
        table = self._table
        total = self._sum
        stream = bytearray()
        give = stream.append
        counter = self._counter
        for place in range(counter + 1, counter + 1 + size):
            counter = place & 0xFF
            one = table[counter]
            total = (total + one) & 0xFF
            other = table[total]
            table[counter] = other
            table[total] = one
            give(table[(one + other) & 0xFF])
        self._counter = counter
        self._sum = total
        return bytes(stream)


def _best_form() -> Callable[[bytes], Cipher]:
    if os.environ.get("HEARTH_PURE_CIPHER") == "1":
        return PureCipher
    try:
        from hearth.wire.cccam._cipher import Cipher as CompiledCipher
    except ImportError:  # no compiler where Hearth was installed: slower, not less
        return PureCipher
    return CompiledCipher


StreamCipher: Final = _best_form()
COMPILED: Final = StreamCipher is not PureCipher
