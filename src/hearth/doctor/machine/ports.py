"""Who listens at a port, and whom Hearth is connected to."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hearth import household
from hearth.doctor.machine.tree import ROOT, below, read
from hearth.net.port_holder import holder_of

_ESTABLISHED: Final = "01"  # include/net/tcp_states.h
_LISTENING: Final = "0A"
OTHERS: Final = "a program that this user may not see"
OURS: Final = ("hearth", "python")  # python: the name of one that was not installed


class Holder(NamedTuple):
    """Who listens: "" for nobody; ``is_ours``: it looks like Hearth."""

    who: str
    is_ours: bool


def holder(port: int, root: Path = ROOT) -> Holder | None:
    """Tell who listens at a port; None where the system does not tell."""
    if read(root, "/proc/net/tcp") is None:
        return None
    who = holder_of(port, below(root, "/proc"))
    if who is not None:
        return Holder(who, who.startswith(OURS))
    is_taken = any(
        state == _LISTENING and own[1] == port for own, _, state in _sockets(root)
    )
    return Holder(OTHERS, is_ours=False) if is_taken else Holder("", is_ours=False)


def is_connected(addresses: tuple[str, ...], port: int, root: Path = ROOT) -> bool:
    """
    Tell whether a program of this machine is connected to an address and port.

    Only Hearth and its like connect to a card server; which program it is,
    only root may see.
    """
    return any(
        state == _ESTABLISHED and other[1] == port and other[0] in addresses
        for _, other, state in _sockets(root)
    )


_Socket = tuple[tuple[str, int], tuple[str, int], str]


def _sockets(root: Path) -> Iterator[_Socket]:
    for table in ("tcp", "tcp6"):
        for row in (read(root, f"/proc/net/{table}") or "").splitlines()[1:]:
            columns = row.split()
            if len(columns) > 3:
                own, other = _address(columns[1]), _address(columns[2])
                if own is not None and other is not None:
                    yield own, other, columns[3]


def _address(text: str) -> tuple[str, int] | None:
    """Read ``0100007F:2EE0``: words in the machine's own order, then the port."""
    address, _, port = text.partition(":")
    try:
        words = [int(address[i : i + 8], 16) for i in range(0, len(address), 8)]
        packed = struct.pack(f"={len(words)}I", *words)
        family = socket.AF_INET if len(packed) == 4 else socket.AF_INET6
        return household.plain_address(socket.inet_ntop(family, packed)), int(port, 16)
    except (ValueError, struct.error, OSError):
        return None
