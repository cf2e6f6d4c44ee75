"""What Hearth keeps between starts, and where."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hearth.dvb import NodeId
from hearth.errors import ConfigError, UsageError
from hearth.wire.cccam.node import is_partner, partner_node_id

PROGRAM: Final = 0x48  # "H": our number in partner node ids; OSCam 0x10, Tvheadend 0x54
NODE_ID_FILE: Final = "node-id"
HISTORY_FILE: Final = "history.sqlite"


def default_folder(environ: Mapping[str, str], *, is_root: bool) -> Path:
    """
    Say where state is kept if nobody says it.

    Source:
        systemd.exec(5) (STATE_DIRECTORY), the Filesystem Hierarchy Standard,
        the XDG Base Directory Specification.

    """
    given = environ.get("STATE_DIRECTORY")
    if given:
        return Path(given.partition(":")[0])
    if is_root:
        return Path("/var/lib/hearth")
    base = environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local/state") / "hearth"


def make_node_id() -> NodeId:
    """Make a new node id, whose kind partner programs know."""
    return partner_node_id(secrets.token_bytes(4), PROGRAM)


def keep_node_id(folder: Path) -> NodeId:
    """
    Return our node id: the same at every start, made at the first.

    Receivers and loop guards know us by it.

    Args:
        folder: Is made if it is not there.

    Raises:
        ConfigError: The folder or the file cannot be read or written.

    """
    file = folder / NODE_ID_FILE
    try:
        kept = _read(file)
        if kept is None:
            kept = make_node_id()
            folder.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(".new")
            new.write_text(f"{kept}\n")
            new.replace(file)
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be used: {error.strerror or error}",
            why="Hearth keeps its node id there, by which receivers know it again",
            remedy=f"Make {folder} writable for {_user()}, or name another"
            " folder with --state",
        ) from None
    return kept


def _read(file: Path) -> NodeId | None:
    """Read a node id; None if there is none, or what is there is none of ours."""
    try:
        node_id = NodeId(bytes.fromhex(file.read_text().strip()[:16]))
    except (FileNotFoundError, ValueError, UsageError):
        return None
    return node_id if is_partner(node_id) else None


def _user() -> str:
    return f"user {os.getuid()}" if os.getuid() else "root"
