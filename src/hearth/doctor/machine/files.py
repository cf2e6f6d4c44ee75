"""Files that a card server needs, the file systems that they are on, and their room."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from hearth.config.place import look_at_place
from hearth.doctor.machine.tree import ROOT, below
from hearth.doctor.machine_facts import Disk, FileFact


def look_at_file(path: Path, role: str, root: Path = ROOT) -> FileFact:
    """
    Look at a file: permissions, and where it is.

    Args:
        path: The file.
        role: ``configuration``, ``program`` or ``state``.
        root: Below which the list of mounts is.

    """
    try:
        mode = path.stat().st_mode & 0o7777
    except OSError:
        return FileFact(path=str(path), role=role, is_there=False)
    place = look_at_place(
        path, candidates=(), mounts=below(root, "/proc/self/mounts"), marks=()
    )
    return FileFact(
        path=str(path),
        role=role,
        mode=mode,
        is_readable=os.access(path, os.R_OK),
        filesystem=place.filesystem,
    )


def disks(paths: Iterable[Path]) -> tuple[Disk, ...]:
    """Measure the room where some paths are; each file system once."""
    found: dict[int, Disk] = {}
    for path in paths:
        there = _nearest(path)
        try:
            room, device = os.statvfs(there), there.stat().st_dev
        except OSError:
            continue
        found.setdefault(
            device,
            Disk(
                path=str(there),
                free_bytes=room.f_bavail * room.f_frsize,
                total_bytes=room.f_blocks * room.f_frsize,
            ),
        )
    return tuple(found.values())


def _nearest(path: Path) -> Path:
    """Give a path, or the nearest folder above it that is there."""
    return next((it for it in (path, *path.parents) if it.exists()), Path("/"))
