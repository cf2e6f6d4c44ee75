"""Which program holds a port, where the system tells."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_LISTENING: Final = "0A"  # state of a socket in /proc/net/tcp, include/net/tcp_states.h


def holder_of(port: int, proc: Path = Path("/proc")) -> str | None:
    """
    Name the program that listens on a TCP port.

    Args:
        port: In the machine's own order.
        proc: Where the kernel's tables are.

    Returns:
        ``"oscam (process 812)"``, or None where nobody listens or the system
        does not tell: other users' programs are seen by root alone.

    """
    inodes = {
        inode
        for table in ("tcp", "tcp6")
        for inode in _listening(proc / "net" / table, port)
    }
    if not inodes:
        return None
    wanted = {f"socket:[{inode}]" for inode in inodes}
    for process in proc.iterdir():
        if process.name.isdigit() and _holds(process, wanted):
            return f"{_name(process)} (process {process.name})"
    return None


def _listening(table: Path, port: int) -> list[str]:
    """Give the inodes of the sockets in a table that listen on a port."""
    try:
        rows = table.read_text().splitlines()[1:]
    except OSError:
        return []
    found = []
    for row in rows:
        columns = row.split()
        match = re.fullmatch(r"[0-9A-F]+:([0-9A-F]{4})", columns[1])
        if match and int(match[1], 16) == port and columns[3] == _LISTENING:
            found.append(columns[9])
    return found


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(errors="replace").strip()
    except OSError:  # it has just ended
        return "a program"


def _holds(process: Path, wanted: set[str]) -> bool:
    try:
        return any(str(fd.readlink()) in wanted for fd in (process / "fd").iterdir())
    except OSError:
        return False
