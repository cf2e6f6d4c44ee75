"""This machine's own home addresses, and the moment when they change."""

from __future__ import annotations

import ipaddress
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearth import household

# linux/netlink.h, linux/rtnetlink.h, linux/if_addr.h
_NETLINK_ROUTE: Final = 0
_GROUPS: Final = 0x10 | 0x100  # RTMGRP_IPV4_IFADDR, RTMGRP_IPV6_IFADDR
_RTM_NEWADDR: Final = 20
_RTM_GETADDR: Final = 22
_NLMSG_ERROR: Final = 2
_NLMSG_DONE: Final = 3
_REQUEST_DUMP: Final = 0x301  # NLM_F_REQUEST, NLM_F_ROOT, NLM_F_MATCH
_IFA_ADDRESS: Final = 1
_IFA_LOCAL: Final = 2
_MESSAGE: Final = struct.Struct("=IHHII")  # length, type, flags, sequence, port
_ADDRESS: Final = struct.Struct("=BBBBI")  # family, prefix, flags, scope, interface
_ATTRIBUTE: Final = struct.Struct("=HH")  # length, type
_MOST: Final = 256  # answers of one dump; a home's machine gives one


@dataclass(frozen=True, slots=True, order=True)
class OwnAddress:
    """
    A home address of this machine, ready to listen on.

    Attributes:
        address: Without a zone.
        interface: Its number, for link-local IPv6 addresses; 0 otherwise.

    """

    address: str
    interface: int = 0

    @property
    def family(self) -> socket.AddressFamily:
        """AF_INET or AF_INET6."""
        return socket.AF_INET6 if ":" in self.address else socket.AF_INET


def own_home_addresses() -> tuple[OwnAddress, ...] | None:
    """
    List the home addresses of this machine's interfaces, in a fixed order.

    Returns:
        None where the system does not tell (no Linux, or a closed sandbox).

    """
    try:
        family = socket.AF_NETLINK
    except AttributeError:
        return None
    request = _MESSAGE.pack(
        _MESSAGE.size + _ADDRESS.size, _RTM_GETADDR, _REQUEST_DUMP, 1, 0
    ) + _ADDRESS.pack(socket.AF_UNSPEC, 0, 0, 0, 0)
    try:
        with socket.socket(family, socket.SOCK_RAW, _NETLINK_ROUTE) as netlink:
            netlink.settimeout(1.0)
            netlink.sendto(request, (0, 0))
            return tuple(sorted(set(_dump(netlink))))
    except OSError:
        return None


def watch_addresses() -> socket.socket | None:
    """
    Open a socket that becomes readable whenever an address comes or goes.

    Returns:
        None where the system has no such thing.

    """
    watch: socket.socket | None = None
    try:
        watch = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_ROUTE)
        watch.settimeout(0)
        watch.bind((0, _GROUPS))
    except (AttributeError, OSError):
        if watch is not None:
            watch.close()
        return None
    return watch


def _dump(netlink: socket.socket) -> Iterator[OwnAddress]:
    for _ in range(_MOST):
        data = netlink.recv(65536)
        while len(data) >= _MESSAGE.size:
            length, kind, _, _, _ = _MESSAGE.unpack_from(data)
            if kind in (_NLMSG_DONE, _NLMSG_ERROR) or length < _MESSAGE.size:
                return
            if kind == _RTM_NEWADDR:
                yield from _own_address(data[_MESSAGE.size : length])
            data = data[(length + 3) & ~3 :]


def _own_address(body: bytes) -> Iterator[OwnAddress]:
    """Read one address message; give it if the address is a home's."""
    family, _, _, _, interface = _ADDRESS.unpack_from(body)
    if family not in (socket.AF_INET, socket.AF_INET6):
        return
    found: dict[int, bytes] = {}
    rest = body[_ADDRESS.size :]
    while len(rest) >= _ATTRIBUTE.size:
        length, kind = _ATTRIBUTE.unpack_from(rest)
        if length < _ATTRIBUTE.size:
            break
        found[kind] = rest[_ATTRIBUTE.size : length]
        rest = rest[(length + 3) & ~3 :]
    # On a point-to-point interface IFA_ADDRESS is the other end's.
    packed = found.get(_IFA_LOCAL, found.get(_IFA_ADDRESS))
    if packed is None:
        return
    address = ipaddress.ip_address(packed)
    if household.is_home_address(str(address)):
        zone = interface if address.version == 6 and address.is_link_local else 0
        yield OwnAddress(str(address), zone)
