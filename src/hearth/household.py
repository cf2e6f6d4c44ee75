"""
What one home is: the whole rule, in one place, and nothing configures it away.

Listeners, lines, configuration and pages all ask here. Addresses of a home
are loopback, link-local, the private IPv4 ranges (RFC 1918) and IPv6 unique
local addresses (RFC 4193). A second home comes in through the household's own
VPN, which gives it such an address.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hearth.dvb import Card
from hearth.errors import HearthError, UsageError

MAX_ACCOUNTS: Final = 16  # receivers of one home
MAX_HOPS: Final = 1  # as announced by an upstream: the holder, or one more server
RESHARE: Final = 0  # every card ends at the receiver

HOME_NETWORKS: Final = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",  # loopback, RFC 1122
        "169.254.0.0/16",  # link-local, RFC 3927
        "10.0.0.0/8",  # RFC 1918
        "172.16.0.0/12",  # RFC 1918
        "192.168.0.0/16",  # RFC 1918
        "::1/128",  # loopback, RFC 4291
        "fe80::/10",  # link-local, RFC 4291
        "fc00::/7",  # unique local, RFC 4193
    )
)

WHY: Final = (
    "Hearth serves the one home that pays for the card, so it talks to home"
    " addresses alone"
)
REMEDY: Final = (
    "Use the private address of a machine in this home; from outside, come in"
    " through the household's own VPN"
)


class NotHomeError(HearthError):
    """
    An address outside this home.

    Attributes:
        code: The finding's code, H9xx: ``hearth explain`` has its page.
        what: What was refused, with the name and the address.

    """

    def __init__(self, code: str, what: str) -> None:
        super().__init__(code, what)
        self.code = code
        self.what = what

    def __str__(self) -> str:
        return f"{self.code}: {self.what}. {WHY}. {REMEDY}."


@lru_cache(maxsize=256)
def plain_address(address: str) -> str:
    """
    Reduce an address to the form in which two of them can be compared.

    Args:
        address: IPv4 or IPv6, as the system prints it: perhaps with a zone id
            (``fe80::1%eth0``), perhaps an IPv4 address in IPv6 clothes
            (``::ffff:192.168.1.2``).

    Returns:
        IPv4 without clothes; IPv6 in its short form, with its zone.

    Raises:
        ValueError: Not an address.

    """
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(parsed)


@lru_cache(maxsize=256)
def is_home_address(address: str) -> bool:
    """
    Tell whether an address belongs to a home.

    What is no address at all does not. An IPv4-mapped IPv6 address is judged
    as the IPv4 address that it is; a zone id does not change the judgement.
    """
    try:
        parsed = ipaddress.ip_address(plain_address(address))
    except ValueError:
        return False
    return any(
        parsed.version == network.version and parsed in network
        for network in HOME_NETWORKS
    )


def judge_host(host: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """
    Judge a host by every address that its name resolves to.

    Args:
        host: The name as the configuration has it.
        addresses: All that the look-up gave, for this one connection attempt.

    Returns:
        The addresses to connect to, in their order: these very ones, so that
        no second look-up can answer differently.

    Raises:
        NotHomeError: One of them, or all, is outside this home. One is enough:
            who controls the name controls which one is used.
        UsageError: There is no address to judge.

    """
    judged = tuple(addresses)
    if not judged:
        raise UsageError(f"no address for {host}", allowed="all that a look-up gave")
    outside = [address for address in judged if not is_home_address(address)]
    if outside:
        named = ", ".join(dict.fromkeys(outside))
        what = f"{host} is {named}, which is" if host != named else f"{host} is"
        raise NotHomeError("H901", f"{what} not a home address")
    return judged


def is_home_card(card: Card) -> bool:
    """Tell whether a card is the home's own: at most one server away."""
    return card.hops <= MAX_HOPS
