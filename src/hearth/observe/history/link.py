"""
Whether a receiver is reached by cable or by radio, where the system tells.

Only this machine's own end can be seen: a receiver may be behind somebody
else's access point and reach us by cable. So "wired" means that no radio of
this machine is in between.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hearth.observe.history.views import LinkKind

ARP: Final = Path("/proc/net/arp")  # proc(5): the IPv4 neighbours
INTERFACES: Final = Path("/sys/class/net")

_DEVICE_COLUMN: Final = 5


def link_kind(address: str, arp: Path = ARP, interfaces: Path = INTERFACES) -> LinkKind:
    """
    Tell how this machine reaches an address.

    Args:
        address: As observations have it.
        arp: The table of neighbours.
        interfaces: The folder that has one of each network interface.

    Returns:
        "" where the system does not tell: loopback, IPv6, another network, a
        bridge of both kinds.

    """
    try:
        device = _device(_plain(address), arp.read_text("ascii", "replace"))
        if not device or device in {".", ".."} or "/" in device:
            return ""
        return _kind(interfaces / device)
    except OSError:
        return ""


def _plain(address: str) -> str:
    """Take an IPv4 address out of its IPv6 clothes."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or parsed)


def _device(address: str, table: str) -> str:
    """Find the interface on which a neighbour is, "" if it is none."""
    for line in table.splitlines()[1:]:
        columns = line.split()
        if len(columns) > _DEVICE_COLUMN and columns[0] == address:
            return columns[_DEVICE_COLUMN]
    return ""


def _kind(interface: Path) -> LinkKind:
    """Look at one interface, or at all that a bridge joins."""
    if not interface.exists():
        return ""
    ports = interface / "brif"  # Linux, net/bridge/br_sysfs_if.c: one link a port
    joined = [interface]
    if ports.is_dir():
        joined = [interface.parent / port.name for port in ports.iterdir()]
    kinds = {_is_wireless(each) for each in joined}
    return ("wireless" if kinds.pop() else "wired") if len(kinds) == 1 else ""


def _is_wireless(interface: Path) -> bool:
    """Tell whether it is a radio; the kernel marks one in either of two ways."""
    marks: Iterable[str] = ("wireless", "phy80211")
    return any((interface / mark).exists() for mark in marks)
