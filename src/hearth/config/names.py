"""
Names of channels, from CCcam.channelinfo.

Each line is ``caid:ident:sid "Name"`` in hexadecimal digits; ident 0 is any
provider. A household's file has some twenty thousand lines and is kept for as
long as Hearth runs, so it is packed: about 40 bytes a channel.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import Final

from hearth.config.document import BYTE_ORDER_MARK, decode

MAX_NAMES: Final = 100_000  # five times a large file; about 4 MB
MAX_NAME: Final = 100  # characters; names on air are shorter

_LINE: Final = re.compile(
    rb"\s*([0-9A-Fa-f]{1,4}):([0-9A-Fa-f]{1,8}):([0-9A-Fa-f]{1,4})\s*\"([^\"]*)\""
)


class ChannelNames:
    """
    The names of channels, packed.

    Args:
        data: The bytes of the file: Latin-1 or UTF-8, line by line. Of two
            names for one channel the later one counts.

    Attributes:
        skipped: How many lines were neither a channel, a comment nor blank,
            or one too many.

    """

    __slots__ = ("_ends", "_keys", "_names", "skipped")

    def __init__(self, data: bytes = b"") -> None:
        names: dict[int, bytes] = {}
        skipped = 0
        for line in data.removeprefix(BYTE_ORDER_MARK).splitlines():
            found = _LINE.match(line)
            if found is not None and len(names) < MAX_NAMES:
                key = _key(int(found[1], 16), int(found[2], 16), int(found[3], 16))
                names[key] = _clean(found[4])
            elif line.strip() and not line.lstrip().startswith(b"#"):
                skipped += 1
        self.skipped: Final = skipped
        keys = sorted(names)
        self._keys: Final = array("Q", keys)
        self._ends: Final = array("L")
        blob = bytearray()
        for key in keys:
            blob += names[key]
            self._ends.append(len(blob))
        self._names: Final = bytes(blob)

    def __len__(self) -> int:
        """Count the channels that have a name."""
        return len(self._keys)

    def __repr__(self) -> str:
        return f"ChannelNames({len(self)} channels)"

    def channel_name(
        self, ca_system_id: int, provider_id: int, service_id: int
    ) -> str | None:
        """
        Give a channel's name.

        Args:
            ca_system_id: 16 bits.
            provider_id: 32 bits; if the file has no such entry, the one for
                any provider counts.
            service_id: 16 bits.

        Returns:
            The name, or None if the file has none.

        """
        for provider in (provider_id, 0):
            key = _key(ca_system_id, provider, service_id)
            at = bisect_left(self._keys, key)
            if at < len(self._keys) and self._keys[at] == key:
                begin = self._ends[at - 1] if at else 0
                return self._names[begin : self._ends[at]].decode()
        return None


def _key(ca_system_id: int, provider_id: int, service_id: int) -> int:
    return ca_system_id << 48 | provider_id << 16 | service_id


def _clean(name: bytes) -> bytes:
    """Give a name in UTF-8, without what a terminal would stumble over."""
    text = decode(name)[0][:MAX_NAME].strip()
    return "".join(c if c.isprintable() else " " for c in text).encode()
