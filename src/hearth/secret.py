"""A secret that cannot be printed by accident."""

from __future__ import annotations

from typing import Final, NoReturn


class Secret:
    """
    Bytes that no log, page, error or traceback may show: a password or a key.

    ``repr``, ``str``, format strings and ``%s`` all give ``Secret(hidden)``;
    it cannot be pickled. Only `reveal` gives the bytes, so every place that
    looks inside can be found by one search.

    Args:
        data: The secret as it stands in the file or on the wire.

    """

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data: Final = data

    def reveal(self) -> bytes:
        """Return the bytes, for the one use that they are meant for."""
        return self._data

    def __len__(self) -> int:
        return len(self._data)

    def __bool__(self) -> bool:
        return bool(self._data)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        from hmac import compare_digest  # late: it brings all of OpenSSL with it

        return compare_digest(self._data, other._data)

    def __hash__(self) -> int:
        return hash(self._data)

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __format__(self, spec: str) -> str:
        """Pad what is shown, which tells nothing."""
        return format(str(self), spec)

    def __reduce__(self) -> NoReturn:
        msg = "a secret is not to be pickled"
        raise TypeError(msg)
