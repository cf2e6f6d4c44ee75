"""
The connections of other programs of this machine to a card server.

The kernel tells anybody, not only root, with what it measured on each: so the
connection of a Hearth that runs can be looked at without a second log-in.

Source:
    sock_diag(7), linux/inet_diag.h.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hearth.doctor.measure.kernel import Wire, wire_of
from hearth.household import plain_address

_NETLINK_SOCK_DIAG: Final = 4
_SOCK_DIAG_BY_FAMILY: Final = 20
_REQUEST_DUMP: Final = 0x301
_NLMSG_ERROR: Final = 2
_NLMSG_DONE: Final = 3
_INET_DIAG_INFO: Final = 2
_ESTABLISHED: Final = 1 << 1  # a set of states; TCP_ESTABLISHED is 1

_HEADER: Final = struct.Struct("=IHHII")  # nlmsghdr
_REQUEST: Final = struct.Struct("=BBBBI48x")  # inet_diag_req_v2: any addresses
_ANSWER: Final = struct.Struct("=BBBB")  # family, state, timer, retransmits; then
_ENDS: Final = struct.Struct(">HH16s16s")  # ports and addresses, as on the wire
_ANSWER_SIZE: Final = 72  # of struct inet_diag_msg
_ATTRIBUTE: Final = struct.Struct("=HH")
_PATIENCE_S: Final = 1.0
_MOST: Final = 200  # messages of a dump; a home's machine has one or two
_READ_SIZE: Final = 65536


class Neighbour(NamedTuple):
    """
    One connection.

    Attributes:
        inode: By which the system knows its socket.
        far: The address at the far end, in its plain form.
        far_port: The port there.
        wire: What the system measured on it; None if it does not say.

    """

    inode: int
    far: str
    far_port: int
    wire: Wire | None = None


Neighbours = Callable[[tuple[str, ...], int], tuple[Neighbour, ...] | None]


def neighbours(addresses: tuple[str, ...], port: int) -> tuple[Neighbour, ...] | None:
    """
    Give the connections to one of some addresses at a port; our own are left out.

    Args:
        addresses: In their plain form.
        port: TCP, at the far end.

    Returns:
        None where the system does not tell.

    """
    wanted = {address.partition("%")[0] for address in addresses}
    try:
        ours = own_inodes()
        found = [
            read_message(message)
            for family in (socket.AF_INET, socket.AF_INET6)
            for message in _dump(family)
        ]
    except (AttributeError, OSError, struct.error, ValueError):
        return None
    return tuple(
        it
        for it in found
        if it.far_port == port and it.far in wanted and it.inode not in ours
    )


def own_inodes() -> frozenset[int]:
    """Give the sockets of this process."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            there = os.fstat(int(link.name))
        except OSError:  # closed by now, as that of the listing itself
            continue
        if stat.S_ISSOCK(there.st_mode):
            found.add(there.st_ino)
    return frozenset(found)


def read_message(body: bytes) -> Neighbour:
    """Read one connection."""
    family = _ANSWER.unpack_from(body)[0]
    _, far_port, _, packed = _ENDS.unpack_from(body, _ANSWER.size)
    (inode,) = struct.unpack_from("=I", body, _ANSWER_SIZE - 4)
    size = 4 if family == socket.AF_INET else 16
    far = plain_address(socket.inet_ntop(family, packed[:size]))
    wire = None
    rest = body[_ANSWER_SIZE:]
    while len(rest) >= _ATTRIBUTE.size:
        length, kind = _ATTRIBUTE.unpack_from(rest)
        if length < _ATTRIBUTE.size:
            break
        if kind == _INET_DIAG_INFO:
            wire = wire_of(rest[_ATTRIBUTE.size : length])
        rest = rest[(length + 3) & ~3 :]
    return Neighbour(inode, far, far_port, wire)


def _dump(family: int) -> Iterator[bytes]:
    with socket.socket(
        socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG
    ) as netlink:
        netlink.settimeout(_PATIENCE_S)
        netlink.sendto(_request(family), (0, 0))
        for _ in range(_MOST):
            data = netlink.recv(_READ_SIZE)
            while len(data) >= _HEADER.size:
                length, kind, _, _, _ = _HEADER.unpack_from(data)
                if kind == _NLMSG_DONE or length < _HEADER.size:
                    return
                if kind == _NLMSG_ERROR:
                    raise OSError("the kernel does not tell")
                yield data[_HEADER.size : length]
                data = data[(length + 3) & ~3 :]


def _request(family: int) -> bytes:
    body = _REQUEST.pack(
        family, socket.IPPROTO_TCP, 1 << (_INET_DIAG_INFO - 1), 0, _ESTABLISHED
    )
    size = _HEADER.size + len(body)
    return _HEADER.pack(size, _SOCK_DIAG_BY_FAMILY, _REQUEST_DUMP, 1, 0) + body
