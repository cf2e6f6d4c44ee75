"""The files as they once were: the dated backups beside them."""

from __future__ import annotations

import re
import stat
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hearth.web.pages.configuration.files import (
    MAX_BYTES,
    Checked,
    ConfigFile,
    names,
    read,
)
from hearth.web.pages.configuration.writing import STAMP

MAX_VERSIONS: Final = 50  # that are listed; older ones stay beside the file

_NAME: Final = re.compile(r"\.(\d{4}-\d\d-\d\d-\d{6})(?:-(\d{1,2}))?\.bak")


class Version(NamedTuple):
    """
    A file as it was until a moment.

    Attributes:
        at: When it became another, in unix seconds.
        number: Of several in one second.
        name: Of the backup.
        file: The name of the file that it was.
        path: Where the backup is.
        size: In bytes.

    """

    at: float
    number: int
    name: str
    file: str
    path: Path
    size: int


class Compared(NamedTuple):
    """
    A version beside the file of now.

    Attributes:
        gained: Lines that going back to it would bring; None if nobody can know.
        lost: Lines that it would take.

    """

    version: Version
    gained: int | None
    lost: int | None


def list_versions(files: tuple[ConfigFile, ...]) -> list[Version]:
    """List the versions of these files, the newest first."""
    found = [
        version for name, path in names(files) for version in _versions(name, path)
    ]
    return sorted(found, reverse=True)[:MAX_VERSIONS]


def find_version(files: tuple[ConfigFile, ...], name: str) -> Version | None:
    """Find a version by its name; only what is listed is ever opened."""
    return next((v for v in list_versions(files) if v.name == name), None)


def compare(checked: Checked) -> list[Compared]:
    """List the versions, each with how many lines it differs from now."""
    return [_compared(version, checked) for version in list_versions(checked.files)]


def _compared(version: Version, checked: Checked) -> Compared:
    file = checked.file(version.file)
    assert file is not None
    try:
        then = Counter(read(version.path).splitlines())
    except OSError:
        return Compared(version, None, None)
    now = Counter(file.data.splitlines())
    return Compared(version, (then - now).total(), (now - then).total())


def _versions(file: str, path: Path) -> Iterator[Version]:
    try:
        beside = list(path.parent.iterdir())
    except OSError:
        return
    for backup in beside:
        if not backup.name.startswith(path.name):
            continue
        match = _NAME.fullmatch(backup.name, len(path.name))
        if match is None:
            continue
        try:
            found = backup.lstat()
            at = time.mktime(time.strptime(match[1], STAMP))
        except (ValueError, OverflowError, OSError):
            continue
        size, number = found.st_size, int(match[2] or 1)
        if stat.S_ISREG(found.st_mode) and size <= MAX_BYTES:
            yield Version(at, number, backup.name, file, backup, size)
