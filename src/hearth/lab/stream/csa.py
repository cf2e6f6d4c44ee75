"""
DVB-CSA by Debian's libdvbcsa, which is loaded when it is used.

The library is under the GPL: it is never shipped with Hearth, and only the
laboratory uses it, on streams that the laboratory has made.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable, Iterable
from typing import Any, Final

from hearth.dvb import CONTROL_WORD_SIZE
from hearth.errors import UsageError
from hearth.lab.stream.errors import MissingError
from hearth.lab.stream.packets import PAYLOAD_SIZE

LIBRARY: Final = "libdvbcsa.so.1"
PACKAGE: Final = "libdvbcsa1"
MIN_PAYLOAD: Final = 8  # bytes; shorter ones are left as they are

Span = tuple[int, int]  # where a payload begins, and its bytes


class _Entry(ctypes.Structure):
    """One packet of a batch: ``struct dvbcsa_bs_batch_s``."""

    # typeshed's type for it is wider than any value.
    _fields_ = [  # type: ignore[mutable-override]
        ("data", ctypes.c_void_p),
        ("len", ctypes.c_uint),
    ]


@functools.cache
def load_library(name: str = LIBRARY) -> ctypes.CDLL:
    """
    Load the library, and say what its functions take.

    Raises:
        MissingError: It is not installed.

    """
    try:
        library = ctypes.CDLL(name)
    except OSError:
        raise MissingError(
            name, use="scrambles and descrambles the laboratory's streams",
            package=PACKAGE,
        ) from None  # fmt: skip
    batch = ctypes.POINTER(_Entry)
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "dvbcsa_bs_batch_size": (ctypes.c_uint, []),
        "dvbcsa_bs_key_alloc": (ctypes.c_void_p, []),
        "dvbcsa_bs_key_free": (None, [ctypes.c_void_p]),
        "dvbcsa_bs_key_set": (None, [ctypes.c_char_p, ctypes.c_void_p]),
        "dvbcsa_bs_encrypt": (None, [ctypes.c_void_p, batch, ctypes.c_uint]),
        "dvbcsa_bs_decrypt": (None, [ctypes.c_void_p, batch, ctypes.c_uint]),
    }
    for function, (result, arguments) in signatures.items():
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library


class BatchKey:
    """
    One control word, ready to scramble and descramble many payloads at once.

    Use it with ``with``, or call `close`.

    Raises:
        MissingError: The library is not installed.
        MemoryError: It has no memory for a key.

    """

    def __init__(self) -> None:
        self._library = load_library()
        self._batch_size = int(self._library.dvbcsa_bs_batch_size())
        self._entries = (_Entry * (self._batch_size + 1))()
        self._key: int | None = self._library.dvbcsa_bs_key_alloc()
        if not self._key:
            raise MemoryError("dvbcsa_bs_key_alloc")

    def __enter__(self) -> BatchKey:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Give the key's memory back; nothing can be done with it any more."""
        key, self._key = getattr(self, "_key", None), None
        if key:
            self._library.dvbcsa_bs_key_free(key)

    @property
    def batch_size(self) -> int:
        """How many payloads take as long as one."""
        return self._batch_size

    def set(self, control_word: bytes) -> None:
        """
        Take a control word.

        Raises:
            UsageError: It has not 8 bytes, or the key is closed.

        """
        size = len(control_word)
        if size != CONTROL_WORD_SIZE or not self._key:
            del control_word  # no traceback with local values may show it
            raise UsageError(f"control word of {size} bytes", allowed="8, and a key")
        self._library.dvbcsa_bs_key_set(control_word, self._key)

    def scramble(self, data: bytearray, spans: Iterable[Span]) -> None:
        """
        Scramble payloads in place.

        Args:
            data: Holds them.
            spans: Where each begins, and its size of 8 to 184 bytes.

        Raises:
            UsageError: A span is not of that size or not in there.

        """
        self._run(self._library.dvbcsa_bs_encrypt, data, spans)

    def descramble(self, data: bytearray, spans: Iterable[Span]) -> None:
        """Descramble payloads in place; otherwise as `scramble`."""
        self._run(self._library.dvbcsa_bs_decrypt, data, spans)

    def _run(
        self, function: Callable[..., None], data: bytearray, spans: Iterable[Span]
    ) -> None:
        if not self._key:
            raise UsageError("a closed key", allowed="an open one")
        checked = list(spans)
        end = len(data)
        for at, size in checked:
            if not (MIN_PAYLOAD <= size <= PAYLOAD_SIZE and 0 <= at <= end - size):
                raise UsageError(
                    f"{size} bytes at {at} of {end}", allowed="8..184, in there"
                )
        if not checked:
            return
        held = (ctypes.c_char * end).from_buffer(data)  # it may not move meanwhile
        base = ctypes.addressof(held)
        entries, step = self._entries, self._batch_size
        for first in range(0, len(checked), step):
            count = 0
            for at, size in checked[first : first + step]:
                entry = entries[count]
                entry.data, entry.len = base + at, size
                count += 1
            entries[count].data = None  # the end of the batch
            function(self._key, entries, PAYLOAD_SIZE)
