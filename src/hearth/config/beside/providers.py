"""
Names of providers, from CCcam.providers or oscam.provid.

::

    05020700 "Example provider" a comment      CCcam.providers
    0500@020700|Example provider|19.2E|de      oscam.provid

Eight digits in the first form are the CA system and the provider laid over
each other: ``(caid << 16) + provider``, so that the provider's upper byte
stands where the CA system's lower one does. 05020700 is provider 020700 of
0500 and provider 000700 of 0502; the form cannot tell them apart, so neither
does Hearth.

Source:
    The stock file of CCcam 2.2.1; OSCam's oscam-config.c (init_provid).
"""

from __future__ import annotations

import re
from typing import Final

from hearth.config.beside.packed import Entry, PackedNames, clean

_PROVIDER: Final = re.compile(rb"(?:0[xX])?([0-9A-Fa-f]{5,8})\s*\"([^\"]*)\"")
_PROVID: Final = re.compile(
    rb"([0-9A-Fa-f]{1,4})((?:[:@][0-9A-Fa-f]{1,8})*)\s*\|([^|]*)"
)


def find_provider(
    names: PackedNames, ca_system_id: int, provider_id: int
) -> str | None:
    """
    Give a provider's name.

    Args:
        names: A file's.
        ca_system_id: 16 bits.
        provider_id: 32 bits; 0 asks for the CA system as a whole.

    Returns:
        The name, or None if the file has none.

    """
    exact = names.get(_exact(ca_system_id, provider_id))
    return exact or names.get((ca_system_id << 16) + provider_id)


def provider_info(line: bytes) -> Entry | None:
    """Read one line of CCcam.providers."""
    found = _PROVIDER.match(line)
    if found is None:
        return None
    return Entry((int(found[1], 16),), clean(found[2]))


def provid(line: bytes) -> Entry | None:
    """Read one line of oscam.provid."""
    found = _PROVID.match(line)
    if found is None or not found[3].strip():
        return None
    ids = found[2].replace(b"@", b":").split(b":")[1:] or [b"0"]
    keys = (_exact(int(found[1], 16), int(provider, 16)) for provider in ids)
    return Entry(tuple(keys), clean(found[3]))


def _exact(ca_system_id: int, provider_id: int) -> int:
    """Give a key that no sum can be: sums have 33 bits."""
    return 1 << 63 | ca_system_id << 32 | provider_id
