"""
The file as the writer has it: opened, written, and what is done when that fails.

Nothing here raises for what a disk may do. What is wrong is said once in the
log and kept in `Book.problem` until it is over.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from hearth.observe.history.database import (
    ForeignFileError,
    is_damage,
    move_aside,
    open_to_write,
    words_for,
)
from hearth.observe.history.views import LinkKind
from hearth.observe.history.writing.entries import Entry
from hearth.observe.history.writing.retention import forget
from hearth.observe.history.writing.writer import LinkOf, Writer

FORGET_S: Final = 600.0  # between two looks for what is too old
ALIVE_S: Final = 600.0  # without anything to write: said that Hearth runs all the same
CLOCK_SET_S: Final = 60.0  # less is drift, and no reason to begin another run

# Trying again would not help: the batch is thrown away, and the log says why.
_OUR_FAULTS: Final = (
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.NotSupportedError,
    sqlite3.ProgrammingError,
)

log = logging.getLogger("hearth.history")


class Keep(NamedTuple):
    """How many days single questions are kept, and figures."""

    raw_days: float
    hourly_days: float


class Book:
    """
    Writes batches into the file, whatever state that is in.

    Args:
        path: The file.
        keep: For how long.
        link_of: Tells how a receiver's address is reached.
        began: When Hearth was started, in monotonic seconds.
        rest: As for `Writer`.

    Attributes:
        problem: What is wrong, for a person to read; "" if nothing is.
        is_off: Whether the file is left alone until the next start.
        open_entries: How many were written, and will be in the file with the
            next batch after which no more comes.
        lost: How many of those never got there.

    """

    def __init__(
        self,
        path: Path,
        keep: Keep,
        *,
        link_of: LinkOf,
        began: float,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self.problem = ""
        self.is_off = False
        self.open_entries = 0
        self.lost = 0
        self.keep = keep
        self._path = path
        self._link_of = link_of
        self._links: dict[str, LinkKind] = {}
        self._began = began
        self._rest = rest
        self._began_unix: float | None = None
        self._connection: sqlite3.Connection | None = None
        self._inode: int | None = None
        self._writer: Writer | None = None
        self._moved = ""  # what is said of a damaged file, until the next start
        self._written_at = -ALIVE_S
        self._forgot_at = -FORGET_S

    def write(
        self,
        batch: Sequence[Entry],
        offset: float,
        now: float,
        *,
        is_last: bool = False,
        more_comes: bool = False,
    ) -> bool:
        """
        Put a batch into the file.

        Args:
            batch: What was seen, oldest first.
            offset: Unix seconds less monotonic seconds.
            now: Monotonic seconds.
            is_last: Whether Hearth ends with it.
            more_comes: Whether it may wait for the next one to be in the file.

        Returns:
            Whether it is there, or never will be: if not, bring it again.

        Raises:
            sqlite3.DatabaseError: A fault of ours, not of the disk.

        """
        if self.is_off:
            return True
        is_due = self.open_entries or now - self._written_at >= ALIVE_S
        if not (batch or is_last or is_due):
            return True
        for _ in range(2):  # the second time with a new file
            try:
                self._write(batch, offset, now, is_last=is_last, more_comes=more_comes)
            except ForeignFileError as error:
                self._turn_off(str(error))
                return True
            except (sqlite3.DatabaseError, OSError) as error:
                if isinstance(error, _OUR_FAULTS):
                    raise
                if not self._put_right(error, now + offset):
                    return False
            else:
                self._all_is_well()
                return True
        return False

    def examine(self, unix_now: float) -> None:
        """Look through the whole file, and put it aside if it is damaged."""
        if self.is_off:
            return
        self.close()  # what it has in memory may be better than what is on the disk
        try:
            self._open()
            assert self._connection is not None
            found = self._connection.execute("PRAGMA quick_check(1)").fetchone()
            if found[0] != "ok":
                self._put_aside(unix_now)
        except ForeignFileError as error:
            self._turn_off(str(error))
        except (sqlite3.Error, OSError) as error:
            self._put_right(error, unix_now)

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection, self._writer = self._connection, None, None
        self.lost += self.open_entries
        self.open_entries = 0
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error as error:
                log.warning("history: %s", words_for(error))

    def _write(
        self,
        batch: Sequence[Entry],
        offset: float,
        now: float,
        *,
        is_last: bool,
        more_comes: bool,
    ) -> None:
        writer = self._open()
        began = self._began + offset
        if self._began_unix is None or abs(began - self._began_unix) > CLOCK_SET_S:
            self._began_unix = began
        writer.take(batch, offset, self._began_unix, now + offset, is_last=is_last)
        if more_comes:
            self.open_entries += len(batch)
            return
        writer.save(now + offset)
        self.open_entries = 0
        self._written_at = now
        if now - self._forgot_at >= FORGET_S:
            self._forgot_at = now
            assert self._connection is not None
            forget(self._connection, now + offset, *self.keep)

    def _open(self) -> Writer:
        if self._writer is not None and _inode(self._path) != self._inode:
            log.warning("history: %s was taken away; a new one is begun", self._path)
            self.close()
        if self._writer is None:
            self._connection = open_to_write(self._path)
            self._inode = _inode(self._path)
            self._writer = Writer(
                self._connection, self._link_of, self._links, self._rest
            )
        return self._writer

    def _put_right(self, error: sqlite3.Error | OSError, unix_now: float) -> bool:
        """Do what can be done; tell whether there is a file to try again with."""
        self.close()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            return self._put_aside(unix_now)
        self._say(words_for(error))
        return False

    def _put_aside(self, unix_now: float) -> bool:
        self.close()
        try:
            aside = move_aside(self._path, unix_now)
        except OSError as error:
            words = words_for(error)
            self._say(f"it is damaged, and cannot be moved aside: {words}")
            return False
        self._moved = (
            f"The history was damaged. It is now {aside.name}, and a new one was begun"
        )
        self.problem = self._moved
        log.error("history: %s: was damaged and is now %s", self._path, aside.name)
        return True

    def _say(self, words: str) -> None:
        problem = f"The history in {self._path} is not written: {words}"
        if problem != self.problem:
            log.error("history: %s", problem)
        self.problem = problem

    def _all_is_well(self) -> None:
        if self.problem and self.problem != self._moved:
            log.info("history: %s is written again", self._path)
        self.problem = self._moved

    def _turn_off(self, why: str) -> None:
        self.close()
        self.is_off = True
        self.problem = f"Nothing is remembered: {why}"
        log.error("history: %s", self.problem)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None
