"""
Keeps an eye on the configuration files: reads them, and notices when they change.

They are the CCcam.cfg and the hearth.toml beside it, which may be missing, and
the side files, which are read again together with them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hearth.config.beside.keys import NAME
from hearth.config.beside.overlay import Configuration, overlay
from hearth.config.language.statements import DirectiveStatement
from hearth.config.place import look_at_place
from hearth.config.read import read_config
from hearth.config.side_files import SIDE_FILES

if TYPE_CHECKING:
    from hearth.config.beside.sides import Sides

Signature = tuple[int, int, int]  # inode, size, time of the last change in ns


def read_files(path: Path) -> Configuration:
    """
    Read a CCcam.cfg and the hearth.toml beside it, if there is one.

    Raises:
        OSError: The CCcam.cfg cannot be read, or a hearth.toml that is there.

    """
    place = look_at_place(path)
    reading = read_config(path.read_bytes(), file=str(path), place=place)
    beside = path.with_name(NAME)
    try:
        data = beside.read_bytes()
    except FileNotFoundError:
        return overlay(reading, str(path))
    from hearth.config.beside.toml import read_toml  # late: most homes have none

    return overlay(reading, str(path), read_toml(data), str(beside))


class Keeper:
    """
    One configuration: a CCcam.cfg, and what is beside it.

    Args:
        path: Where the CCcam.cfg is.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beside = path.with_name(NAME)
        self._read: _Signatures | None = None
        self._seen: _Signatures | None = None
        self._side_files: tuple[DirectiveStatement, ...] = ()

    def read(self) -> Configuration:
        """
        Read the files as they are now.

        Raises:
            OSError: One of them cannot be read.

        """
        self._read = self._signatures()
        configuration = read_files(self.path)
        self._side_files = tuple(
            statement
            for statement in configuration.reading.statements
            if isinstance(statement, DirectiveStatement)
            and statement.directive.name in SIDE_FILES
        )
        return configuration

    def sides(self) -> Sides:
        """Read the side files that the CCcam.cfg named when it was read."""
        from hearth.config.beside.sides import read_sides  # late: after "ready"

        return read_sides(self._side_files, self.path.parent)

    def has_changed(self) -> bool:
        """
        Tell whether the files are others than those that were read, and at rest.

        Asked now and then: a change counts when two looks have seen the same,
        so that a file that is just being written is not read by half. A
        CCcam.cfg that is away for a moment, as some editors have it, has not
        changed; a hearth.toml that is away for two looks has.
        """
        before, self._seen = self._seen, self._signatures()
        is_there = self._seen[0] is not None
        return is_there and before == self._seen != self._read

    def _signatures(self) -> _Signatures:
        return _signature(self.path), _signature(self.beside)


_Signatures = tuple[Signature | None, Signature | None]


def _signature(path: Path) -> Signature | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
