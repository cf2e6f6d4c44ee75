"""
Names of channels, from CCcam.channelinfo, oscam.srvid or oscam.srvid2.

::

    0D05:000004:33FD "Sport HD [CW 04 0D05]"                   CCcam.channelinfo
    0D05@000004,0D06:33FD|Provider|Sport HD|TV|What it shows   oscam.srvid
    33FD:0D05@000004,0D06|Sport HD|TV|What it shows|Provider   oscam.srvid2

All numbers are hexadecimal; a provider that is 0 or not written is any.

Source:
    The stock files of CCcam 2.2.1; OSCam's oscam-config.c (init_srvid).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hearth.config.beside.packed import Entry, PackedNames, clean

MAX_CARDS: Final = 64  # CA systems and providers of one line; real ones have 20

_CHANNEL: Final = re.compile(
    rb"([0-9A-Fa-f]{1,4}):([0-9A-Fa-f]{1,8}):([0-9A-Fa-f]{1,4})\s*\"([^\"]*)\""
)
_HEX: Final = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*")


def find_channel(
    names: PackedNames, ca_system_id: int, provider_id: int, service_id: int
) -> str | None:
    """
    Give a channel's name.

    Args:
        names: A file's.
        ca_system_id: 16 bits.
        provider_id: 32 bits; if the file has no such entry, the one for any
            provider counts.
        service_id: 16 bits.

    Returns:
        The name, or None if the file has none.

    """
    own = names.get(_key(ca_system_id, provider_id, service_id))
    return own or names.get(_key(ca_system_id, 0, service_id))


def channel_info(line: bytes) -> Entry | None:
    """Read one line of CCcam.channelinfo."""
    found = _CHANNEL.match(line)
    if found is None:
        return None
    key = _key(*(int(digits, 16) for digits in found.groups()[:3]))
    return Entry((key,), clean(found[4]))


def srvid(line: bytes) -> Entry | None:
    """Read one line of oscam.srvid."""
    numbers, _, texts = line.partition(b"|")
    cards, _, service = numbers.rpartition(b":")
    return _entry(cards, service, texts.split(b"|")[1:2])


def srvid2(line: bytes) -> Entry | None:
    """Read one line of oscam.srvid2."""
    numbers, _, texts = line.partition(b"|")
    service, _, cards = numbers.partition(b":")
    return _entry(cards, service, texts.split(b"|")[:1])


def _entry(cards: bytes, service: bytes, names: list[bytes]) -> Entry | None:
    service_id, name = _hex(service, 0xFFFF), clean(b"".join(names))
    found = list(_cards(cards))
    if service_id is None or not name or len(found) > MAX_CARDS:
        return None
    keys = [_key(*card, service_id) for card in found if card is not None]
    return Entry(tuple(keys), name) if len(keys) == len(found) else None


def _cards(text: bytes) -> Iterator[tuple[int, int] | None]:
    """Read ``CAID[@provider...][,CAID...]``; None for what is none."""
    for part in text.split(b","):
        caid, *providers = part.split(b"@")
        ca_system_id = _hex(caid, 0xFFFF)
        for provider in providers or [b"0"]:
            provider_id = _hex(provider, 0xFFFFFFFF)
            if ca_system_id is None or provider_id is None:
                yield None
            else:
                yield ca_system_id, provider_id


def _hex(text: bytes, high: int) -> int | None:
    found = _HEX.fullmatch(text)
    if found is None:
        return None
    number = int(found[1], 16)
    return number if number <= high else None


def _key(ca_system_id: int, provider_id: int, service_id: int) -> int:
    return ca_system_id << 48 | provider_id << 16 | service_id
