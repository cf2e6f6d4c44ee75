"""
The Host header: only names that are this machine's own.

A web page from elsewhere can let its own name point at an address in the home
(DNS rebinding), and the browser then takes Hearth's pages for that page's. What
gives it away is the name, which the browser sends.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hearth import household

LOOPBACK_NAMES: Final = frozenset({"localhost", "ip6-localhost", "ip6-loopback"})

# Nobody can register a name under these: RFC 6762, RFC 8375, ICANN's "internal",
# and what routers have used for long.
_PRIVATE_SUFFIXES: Final = ("local", "home.arpa", "internal", "lan", "home")

_HOST: Final = re.compile(
    r"(?:\[(?P<v6>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9._-]{1,253}))(?::[0-9]{1,5})?",
    re.IGNORECASE,
)


def machine_names(resolver: Path = Path("/etc/resolv.conf")) -> frozenset[str]:
    """
    Give the names under which this machine is known in its home.

    Its own name, alone and under the suffixes that home networks use, and under
    the domain that the router gave out.
    """
    own = socket.gethostname().lower().rstrip(".")
    first = own.partition(".")[0]
    if not first:
        return frozenset()
    suffixes = (*_PRIVATE_SUFFIXES, *_search_domains(resolver))
    return frozenset({own, first, *(f"{first}.{suffix}" for suffix in suffixes)})


def host_of(header: str) -> str | None:
    """
    Take the host out of a Host header.

    Returns:
        Lower case, without its port and brackets; None if it has no such form.

    Source:
        RFC 9110, 7.2 (Host); RFC 3986, 3.2.2.

    """
    match = _HOST.fullmatch(header)
    if match is None:
        return None
    if match["v6"]:
        with contextlib.suppress(ValueError):
            return str(ipaddress.IPv6Address(match["v6"]))
        return None
    return match["name"].lower().removesuffix(".")


def is_own_host(host: str, *, addresses: Iterable[str], names: Iterable[str]) -> bool:
    """
    Tell whether a host is this machine.

    Args:
        host: As `host_of` gives it.
        addresses: This machine's, without zones.
        names: This machine's, in lower case.

    """
    if host in LOOPBACK_NAMES or is_loopback(host):
        return True
    return host in addresses or host in names


def is_loopback(address: str) -> bool:
    """Tell whether an address is of this machine alone; a name is none."""
    try:
        return ipaddress.ip_address(household.plain_address(address)).is_loopback
    except ValueError:
        return False


def without_slip(host: str) -> str:
    """
    Undo what CCcamInfoPHP does to the Host header: it puts a "t" behind it.

    Only for addresses and localhost. No browser can be led to such a name: the
    first end in a number and a letter, the last has no dot, and neither can be
    registered.
    """
    # Seen: CCcamInfoPHP, common.php, filesuck(): "Host: ".$dnsadd."t\r\n".
    cut = host.removesuffix("t")
    if cut == host:
        return host
    if cut == "localhost":
        return cut
    try:
        ipaddress.ip_address(cut)
    except ValueError:
        return host
    return cut


def _search_domains(resolver: Path) -> tuple[str, ...]:
    try:
        lines = resolver.read_text(errors="replace").lower().splitlines()
    except OSError:
        return ()
    words = (line.split() for line in lines)
    return tuple(
        name.strip(".")
        for first, *names in filter(None, words)
        if first in {"search", "domain"}
        for name in names
        if name.strip(".")
    )
