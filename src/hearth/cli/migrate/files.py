"""Writes what ``hearth migrate`` gives: whole or not at all, and for nobody else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hearth.config.mend.write import create_backup, create_new, flush_folder

FOLDER_MODE: Final = 0o700


@dataclass(frozen=True, slots=True)
class Written:
    """
    A file that was written.

    Attributes:
        path: Where it is.
        backup: What was there before; None if nothing was.

    """

    path: Path
    backup: Path | None = None


class FilesAreThereError(Exception):
    """
    Files would be overwritten, and nobody said that they may be.

    Attributes:
        paths: Which.

    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(paths)
        self.paths = paths


def write_files(
    files: Mapping[Path, bytes], *, force: bool, stamp: str
) -> tuple[Written, ...]:
    """
    Write files, each of them in one step, and for their owner's eyes alone.

    Args:
        files: What to write, by where; a missing folder is made.
        force: Whether files that are there may be replaced; they stay as
            dated backups.
        stamp: Date and time for the backups' names, like ``2026-11-22-201500``.

    Raises:
        FilesAreThereError: Some are there and may not be replaced; nothing was
            changed.
        OSError: Something cannot be written. What was written until then
            stays, with its backup.

    """
    targets = {path.resolve(): data for path, data in files.items()}
    there = tuple(path for path in files if path.resolve().exists())
    if there and not force:
        raise FilesAreThereError(there)
    for folder in {path.parent for path in targets}:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    new: dict[Path, Path] = {}
    try:
        for path, data in targets.items():
            new[path] = create_new(path, data)
        return tuple(_replace(targets, new, stamp))
    finally:
        for path in new.values():
            path.unlink(missing_ok=True)


def _replace(
    targets: Mapping[Path, bytes], new: Mapping[Path, Path], stamp: str
) -> Iterator[Written]:
    for path in targets:
        backup = None
        if path.exists():
            before = path.stat()
            with suppress(PermissionError):  # then it is ours from now on
                os.chown(new[path], before.st_uid, before.st_gid)
            backup = create_backup(path, path.read_bytes(), stamp)
        new[path].replace(path)
        flush_folder(path.parent)
        yield Written(path, backup)
