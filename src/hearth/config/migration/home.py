"""
Which hosts may be written into a file that another program will use.

Hearth judges a host by the addresses that it has at the moment it connects.
OSCam and CCcam do not, so a host that goes into their files has to be one of
the home by what is written: a home address, or a name that no name server
outside a home gives out.
"""

from __future__ import annotations

import re
from typing import Final

from hearth.household import REMEDY, WHY, is_home_address, plain_address

# RFC 6761 (localhost), RFC 6762 (local, and appendix G: what private networks
# use), RFC 8375 (home.arpa); the last two are what home routers give out.
HOME_DOMAINS: Final = frozenset(
    {
        "localhost", "local", "home.arpa", "intranet", "internal", "private",
        "corp", "home", "lan", "localdomain", "fritz.box",
    }
)  # fmt: skip

_NAME: Final = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
# What the C library takes for an IPv4 address besides four decimal numbers.
_NUMBER: Final = re.compile(r"0[xX][0-9A-Fa-f]*|[0-9]+")


def is_home_host(host: str) -> bool:
    """
    Tell whether a host is one of the home, by what is written alone.

    Args:
        host: A name or an address, an IPv6 address perhaps in brackets.

    """
    plain = host.removeprefix("[").removesuffix("]")
    try:
        plain_address(plain)
    except ValueError:
        return _is_home_name(host)
    return is_home_address(plain)


def _is_home_name(name: str) -> bool:
    labels = name.lower().removesuffix(".").split(".")
    if not all(_NAME.fullmatch(label) for label in labels):
        return False
    if all(_NUMBER.fullmatch(label) for label in labels):
        return False
    if len(labels) == 1:
        return True
    return any(".".join(labels[-size:]) in HOME_DOMAINS for size in (1, 2))


def why_not_home(host: str, program: str) -> str:
    """Say why a host is not carried over, and what to do."""
    try:
        plain_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return (
            f"{host} may lead out of this home, and {program} does not look where a"
            f" name leads. {REMEDY}; a name that ends in .lan, .local or .home.arpa is"
            " taken, too"
        )
    return f"{host} is not an address of a home. {WHY}. {REMEDY}"
