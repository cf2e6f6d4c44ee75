"""
Write a configuration file so that a power cut cannot hurt it.

The new bytes go into a file beside the old one, are on the disk before they
take its name, and the old bytes stay as a dated backup.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from hearth.errors import ConfigError

OWNER_ONLY: Final = 0o600  # a configuration holds passwords
MAX_BACKUPS: Final = 100  # of one second; there is a mistake behind more


def write_config(path: Path, data: bytes, *, was: bytes, stamp: str) -> Path:
    """
    Replace a file, keep its mode and owner, and leave a backup.

    Args:
        path: The file; where it is a link, what it points to is replaced.
        data: Its new bytes.
        was: The bytes that were read from it, which the backup will hold.
        stamp: Date and time for the backup's name, like ``2026-11-22-201500``.

    Returns:
        The backup: in the same folder, for its owner's eyes at most, however
        open the file itself is.

    Raises:
        ConfigError: The file is another than the one that was read, or its
            owner could not be kept; nothing was changed.
        OSError: It cannot be written; nothing was changed.

    """
    target = path.resolve(strict=True)
    before = target.stat()
    if target.read_bytes() != was:
        raise ConfigError(
            f"{path} has changed since it was read",
            why="Writing it now would undo that change",
            remedy="Run the command again",
        )
    new, backup = create_new(target, data), None
    try:
        _keep(new, before, path)
        backup = create_backup(target, was, stamp)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        if backup is not None:
            backup.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)
    return backup


def create_new(path: Path, data: bytes) -> Path:
    """
    Write bytes to a file beside another one, whose name it can take then.

    Returns:
        The file, which only its owner can read and no other program looks for.

    Raises:
        OSError: It cannot be written; nothing of it is left.

    """
    handle, name = mkstemp(".new", f".{path.name}.", path.parent)
    try:
        _fill(handle, data)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _fill(handle: int, data: bytes) -> None:
    """Write a new file's bytes, and wait until they are on the disk."""
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep(new: Path, before: os.stat_result, path: Path) -> None:
    """Give the new file the owner and then the mode of the old one."""
    now = new.stat()
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(new, before.st_uid, before.st_gid)
        except PermissionError:
            raise ConfigError(
                f"{path} belongs to user {before.st_uid}, group {before.st_gid}",
                why="Written by you, it would belong to you, and its owner could"
                " perhaps not read it any more",
                remedy="Run the command as its owner, or as root",
            ) from None
    new.chmod(stat.S_IMODE(before.st_mode))


def create_backup(target: Path, data: bytes, stamp: str) -> Path:
    """
    Write the bytes of a file into a backup beside it.

    Args:
        target: The file, which is there.
        data: The bytes that were read from it.
        stamp: Date and time for the backup's name.

    Returns:
        The backup, for the file's owner's eyes at most.

    Raises:
        OSError: It cannot be written; nothing of it is left.

    """
    before = target.stat()
    mode = stat.S_IMODE(before.st_mode) & OWNER_ONLY
    for number in range(1, MAX_BACKUPS):
        more = "" if number == 1 else f"-{number}"
        backup = target.with_name(f"{target.name}.{stamp}{more}.bak")
        try:
            handle = os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        except FileExistsError:
            continue
        try:
            _fill(handle, data)
        except OSError:
            backup.unlink()
            raise
        with suppress(PermissionError):  # then it is ours, and nobody else's
            os.chown(backup, before.st_uid, before.st_gid)
        return backup
    raise FileExistsError(f"{target.name}.{stamp}.bak")


def flush_folder(folder: Path) -> None:
    """See to it that the new name is on the disk, where the system lets us."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
