"""
User name and password, compared so that the time taken tells nothing.

Hearth stores no password: the one in CCcam.cfg is the household's own, readable
there, so a slow hash of it in memory would protect nothing and would cost every
poll of a plugin 10 ms and 16 MB. What slows guessing are the lock-outs.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
from typing import Final, NamedTuple, Protocol

from hearth import household
from hearth.secret import Secret
from hearth.web.settings import Login

_MAX_HEADER: Final = 1024  # characters; a name and a password have 60


class Lockouts(Protocol):
    """Who keeps guessing has to wait (`hearth.core.receivers.lockouts`)."""

    def wait_of(self, address: str, now: float) -> float:
        """Return for how many seconds an address still has to wait."""

    def fail(self, address: str, now: float) -> float:
        """Count a wrong password."""

    def clear(self, address: str) -> None:
        """Forget an address: its log-in was right."""

    def clear_all(self) -> None:
        """Forget all."""


class Given(NamedTuple):
    """What somebody gave as user name and password."""

    user: bytes
    password: Secret


def is_right(given: Given, login: Login) -> bool:
    """Compare in a time that does not tell how much was right, nor how long it is."""
    user = _same(given.user, login.user)
    password = _same(given.password.reveal(), login.password.reveal())
    return user and password


def basic_credentials(header: str) -> Given | None:
    """
    Read an Authorization header.

    Returns:
        None where it is not Basic, not readable, or empty in both halves, which
        is what some programs send when they were told no password.

    Source:
        RFC 7617, 2.

    """
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic" or len(encoded) > _MAX_HEADER:
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    user, colon, password = decoded.partition(b":")
    if not colon or not (user or password):
        return None
    return Given(user, Secret(password))


def guesser(address: str) -> str:
    """
    Name whom to slow: an address, or the /64 that one IPv6 host can roam.

    Loopback is one address either way.
    """
    plain = household.plain_address(address.partition("%")[0])
    parsed = ipaddress.ip_address(plain)
    if parsed.version == 4 or parsed.is_loopback:
        return plain
    return str(ipaddress.ip_network(f"{plain}/64", strict=False))


def _same(one: bytes, other: bytes) -> bool:
    """Compare digests, which are equally long whatever was given."""
    import hashlib
    import hmac

    digests = (hashlib.sha256(it).digest() for it in (one, other))
    return hmac.compare_digest(*digests)
