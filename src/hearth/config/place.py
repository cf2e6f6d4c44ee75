"""
Where a configuration file is, as far as that matters to what is in it.

Looked at once, by whoever opens the file; the checks are given what was seen
and look at nothing themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from hearth.config.find import CANDIDATES, Found, find_config

MOUNTS: Final = Path("/proc/self/mounts")
RECEIVER_MARKS: Final = (Path("/etc/enigma2"), Path("/etc/image-version"))


class Place(NamedTuple):
    """
    Where a file is.

    Attributes:
        path: The file, absolute.
        mode: Its permission bits; None where they say nothing.
        filesystem: The kind of file system, like ``tmpfs``; empty if not known.
        is_receiver: Whether this is a set-top box, whose system is replaced as
            a whole when its image is updated.
        mount_point: Where the file system is mounted.
        others: Further files in places where CCcam looks, which are not read.
        read_instead: The file that is read if nobody names one, if it is not
            this one.

    """

    path: Path
    mode: int | None = None
    filesystem: str = ""
    is_receiver: bool = False
    mount_point: str = ""
    others: tuple[Path, ...] = ()
    read_instead: Path | None = None


def look_at_place(
    path: Path,
    *,
    candidates: Iterable[Path] = CANDIDATES,
    mounts: Path = MOUNTS,
    marks: Iterable[Path] = RECEIVER_MARKS,
) -> Place:
    """
    Look where a file is. Never raises: what cannot be seen is left out.

    Args:
        path: The file.
        candidates: Where CCcam looks for its file.
        mounts: The system's list of what is mounted.
        marks: What only a set-top box has.

    """
    try:
        there = path.resolve()
        mode = there.stat().st_mode & 0o777
    except (OSError, RuntimeError):
        return Place(path)
    found = find_config(candidates)
    files: list[Path] = []
    if isinstance(found, Found):
        files = [found.path, *found.others]
    mount_point, filesystem = _mount_of(there, _read(mounts))
    is_candidate = any(_is_same(file, there) for file in files)
    others = [file for file in files if is_candidate and not _is_same(file, there)]
    instead = others[0] if others and not _is_same(files[0], there) else None
    return Place(
        path=there,
        mode=mode,
        filesystem=filesystem,
        is_receiver=any(mark.exists() for mark in marks),
        mount_point=mount_point,
        others=tuple(others),
        read_instead=instead,
    )


def _mount_of(path: Path, mounts: str) -> tuple[str, str]:
    """Find what is mounted nearest above a file: where, and of which kind."""
    best = ("", "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            point = fields[1].replace("\\040", " ")
            if path.is_relative_to(point) and len(point) >= len(best[0]):
                best = (point, fields[2])
    return best


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
