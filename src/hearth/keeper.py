"""Keeps an eye on the configuration file: reads it, and notices when it changes."""

from __future__ import annotations

from pathlib import Path

from hearth.config.read import Reading, read_config

Signature = tuple[int, int, int]  # inode, size, time of the last change in ns


class Keeper:
    """
    One configuration file.

    Args:
        path: Where it is.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: Signature | None = None
        self._seen: Signature | None = None

    def read(self) -> Reading:
        """
        Read the file as it is now.

        Raises:
            OSError: It cannot be read.

        """
        self._read = self._signature()
        return read_config(self.path.read_bytes(), file=str(self.path))

    def has_changed(self) -> bool:
        """
        Tell whether the file is another than the one that was read, and at rest.

        Asked now and then: a change counts when two looks have seen the same,
        so that a file that is just being written is not read by half. A file
        that is away for a moment, as some editors have it, has not changed.
        """
        before, self._seen = self._seen, self._signature()
        return self._seen is not None and before == self._seen != self._read

    def _signature(self) -> Signature | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
