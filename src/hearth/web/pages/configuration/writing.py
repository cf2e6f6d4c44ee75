"""Writes a change, and has Hearth read it."""

from __future__ import annotations

import asyncio
import logging
from enum import Enum
from threading import Lock
from typing import Final, NamedTuple

from hearth.config.mend.write import write_config
from hearth.errors import ConfigError
from hearth.web.home import Home
from hearth.web.pages.configuration.changes import Change
from hearth.web.pages.configuration.files import ConfigFile, read
from hearth.web.pages.parts.words import Words

STAMP: Final = "%Y-%m-%d-%H%M%S"  # in a backup's name
_ONE_AT_A_TIME: Final = Lock()

log = logging.getLogger("hearth.web")


class Outcome(Enum):
    """What became of a change."""

    WRITTEN = "written"
    CHANGED = "changed"  # the file is another meanwhile; nothing was written
    FAILED = "failed"  # it cannot be written; it is as it was


class Result(NamedTuple):
    """
    What became of a change.

    Attributes:
        outcome: In a word.
        backup: The name of the file as it was, once it is written.
        reason: Why it cannot be written.

    """

    outcome: Outcome
    backup: str = ""
    reason: str = ""


async def save(home: Home, change: Change, words: Words) -> Result:
    """
    Write a change that was confirmed, and have the files read again.

    Args:
        home: Whose file it is.
        change: What is to be written.
        words: Know the home's time, for the backup's name.

    """
    stamp = words.local(home.unix_now()).strftime(STAMP)
    result = await asyncio.to_thread(_write, change, stamp)
    if result.outcome is Outcome.WRITTEN:
        log.info("%s was changed on a page", change.file.name)
        home.reload()
    return result


def _write(change: Change, stamp: str) -> Result:
    file = change.file
    try:
        with _ONE_AT_A_TIME:
            backup = write_config(file.path, change.after, was=file.data, stamp=stamp)
    except ConfigError as error:
        if _has_changed(file):
            return Result(Outcome.CHANGED)
        return Result(Outcome.FAILED, reason=f"{error.what}. {error.why}.")
    except OSError as error:
        return Result(Outcome.FAILED, reason=error.strerror or str(error))
    return Result(Outcome.WRITTEN, backup=backup.name)


def _has_changed(file: ConfigFile) -> bool:
    try:
        return read(file.path) != file.data
    except OSError:
        return False
