"""How this machine is connected: interfaces, Wi-Fi signal, name servers, the WAN."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Final

from hearth.doctor.machine.tree import ROOT, below, read
from hearth.doctor.machine_facts import Link, Wan

SHARED: Final = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598
_OWN: Final = re.compile(r"\|-- (\d+\.\d+\.\d+\.\d+)\n\s+/32 host LOCAL")
_VPN: Final = re.compile(r"^\s*(tailscale|wg|zt|nebula)\w*:", re.MULTILINE)


def links(root: Path = ROOT) -> tuple[Link, ...] | None:
    """
    List the interfaces over which this machine reaches others.

    Source:
        proc(5): /proc/net/route, /proc/net/wireless.

    """
    routes = read(root, "/proc/net/route")
    if routes is None:
        return None
    rows = [row.split() for row in routes.splitlines()[1:]]
    names = dict.fromkeys(row[0] for row in rows if len(row) > 2)
    signals = _signals(root)
    defaults = {row[0] for row in rows if len(row) > 2 and row[1] == "00000000"}
    return tuple(
        Link(
            name=name,
            is_wireless=name in signals or _is_wireless(root, name),
            signal_dbm=signals.get(name),
            has_default_route=name in defaults,
        )
        for name in names
    )


def name_servers(root: Path = ROOT) -> tuple[str, ...] | None:
    """List the name servers of /etc/resolv.conf; None if it cannot be read."""
    text = read(root, "/etc/resolv.conf")
    if text is None:
        return None
    words = [line.split() for line in text.splitlines()]
    return tuple(it[1] for it in words if len(it) > 1 and it[0] == "nameserver")


def wan(root: Path = ROOT) -> tuple[Wan | None, str]:
    """
    Tell what can be seen of the home's own address; only the router knows it.

    Returns:
        None as the first where nothing can be seen, and how it was seen.

    """
    table = read(root, "/proc/net/fib_trie") or ""
    addresses = [ipaddress.IPv4Address(it) for it in dict.fromkeys(_OWN.findall(table))]
    has_vpn = _VPN.search(read(root, "/proc/net/dev") or "") is not None
    for address in addresses:
        if address in SHARED and not has_vpn:
            return Wan.SHARED, f"this machine has {address}, which many homes share"
        if address.is_global:
            return Wan.PUBLIC, f"this machine has {address}"
    return None, ""


def _signals(root: Path) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for line in (read(root, "/proc/net/wireless") or "").splitlines()[2:]:
        name, _, rest = line.partition(":")
        columns = rest.split()
        level = columns[2].rstrip(".") if len(columns) > 2 else ""
        try:
            value = float(level)
        except ValueError:
            found[name.strip()] = None
        else:  # some drivers count in steps from 0 to 255 instead
            found[name.strip()] = (
                value if value < 0 else value - 256 if value > 63 else None
            )
    return found


def _is_wireless(root: Path, name: str) -> bool:
    return below(root, f"/sys/class/net/{name}/wireless").exists()
