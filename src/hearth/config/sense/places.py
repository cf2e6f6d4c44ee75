"""Where the file is: who else can read it, and what becomes of it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from hearth.config.language.problems import Problems, Trouble
from hearth.config.sense.whole import Whole
from hearth.diagnostics import FILE_START

OTHERS_READ: Final = 0o004  # everybody who is neither the owner nor of the group
OTHERS_WRITE: Final = 0o002
IN_MEMORY: Final = frozenset({"tmpfs", "ramfs"})
KEPT: Final = ("/media", "/mnt", "/hdd", "/usb", "/autofs")  # disks, not the image


def look_at_place(whole: Whole, problems: Problems) -> None:
    """Note what the place of the file means for it."""
    place = whole.place
    if place is None:
        return
    if place.mode is not None and place.mode & OTHERS_WRITE:
        problems.add(Trouble.WRITABLE_BY_OTHERS, FILE_START, what=str(place.path))
    elif place.mode is not None and place.mode & OTHERS_READ:
        problems.add(Trouble.READABLE_BY_OTHERS, FILE_START, what=str(place.path))
    if place.filesystem in IN_MEMORY:
        problems.add(Trouble.TEMPORARY_PLACE, FILE_START, what=str(place.path.parent))
    elif place.is_receiver and not _is_below(place.path, KEPT):
        problems.add(Trouble.LOST_AT_UPDATE, FILE_START, what=str(place.path))
    if place.read_instead is not None:
        problems.add(
            Trouble.ANOTHER_FILE, FILE_START, what=str(place.read_instead), allowed="it"
        )
    elif place.others:
        others = ", ".join(map(str, place.others))
        problems.add(Trouble.ANOTHER_FILE, FILE_START, what=others, allowed="this")


def _is_below(path: PurePath, folders: tuple[str, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
