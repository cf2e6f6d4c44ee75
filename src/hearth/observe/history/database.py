"""
The file: how it is opened, brought up to date, and what is wrong with it.

SQLite with a write-ahead log, which no power cut damages. Every write is
synced (``synchronous=FULL``): with NORMAL a power cut may take whatever came
since the last checkpoint, which at one batch every 30 s is hours.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from hearth.errors import HearthError

SCHEMA: Final = Path(__file__).with_name("schema")  # 0001_words.sql and so on
BUSY_S: Final = 2.0  # how long another program may hold the file
CACHE_KIB: Final = 64  # of each connection: the writer's pages, the reader's few rows
WAL_BYTES: Final = 4_000_000  # what the log is cut back to; a busy home's hour
KEPT_ASIDE: Final = 3  # damaged files: a bad card must not fill itself with them

_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# A read-only disk has no place for the log's index; nor can the file change there.
_NO_PLACE: Final = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_WORDS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it cannot be written: the file or the disk is read-only",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it may not be written",
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_LOCKED: "another program holds it",
    sqlite3.SQLITE_IOERR: "the disk does not read or write as it should",
}


class HistoryError(HearthError):
    """
    The history cannot be read.

    Attributes:
        path: The file.
        why: What is wrong with it, for a person to read.

    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"the history in {self.path} cannot be used: {self.why}"


class ForeignFileError(HistoryError):
    """The file is a newer Hearth's, or not Hearth's at all: it is left alone."""


def versions() -> dict[int, Path]:
    """Give the steps of the schema by the version that each leads to."""
    return {int(p.name.partition("_")[0]): p for p in sorted(SCHEMA.glob("*.sql"))}


def code_of(error: sqlite3.Error) -> int:
    """Give SQLite's own number of an error, without its details; 0 if it has none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error says that the file itself is spoilt."""
    return code_of(error) in _DAMAGED


def words_for(error: sqlite3.Error | OSError) -> str:
    """Say what an error means to the one who has to do something."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return _WORDS.get(code_of(error), str(error))


def open_to_write(path: Path) -> sqlite3.Connection:
    """
    Open the file, or begin one, and bring its schema up to date.

    Raises:
        ForeignFileError: Not ours, or newer than we are; nothing was changed.
        sqlite3.Error: It cannot be opened or written.
        OSError: Its folder cannot be made.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        _refuse_foreign(connection, path)
        connection.execute("PRAGMA journal_mode = WAL").close()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_BYTES}").close()
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    version, newest = version_of(connection), max(versions())
    if version > newest:
        why = (
            f"it is of version {version}, made by a newer Hearth; this one knows"
            f" up to {newest}. Use the newer one, or move the file away"
        )
        raise ForeignFileError(path, why)
    found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not version and found[0]:
        raise ForeignFileError(path, "it is another program's. Move it away")


def version_of(connection: sqlite3.Connection) -> int:
    """Give the version of the schema; 0: none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> None:
    """
    Bring the schema up to date, step by step, each whole or not at all.

    Args:
        connection: In autocommit mode.
        upto: The version to stop at, for tests; None: the newest.

    """
    for version, script in versions().items():
        if version_of(connection) < version <= (upto or version):
            steps = script.read_text("utf-8")
            try:
                connection.executescript(
                    f"BEGIN IMMEDIATE;\n{steps}\n"
                    f"PRAGMA user_version = {version};\nCOMMIT;"
                )
            except sqlite3.Error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


@contextmanager
def open_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """
    Open the file for one question; none yet is the same as an empty one.

    Raises:
        HistoryError: It cannot be read.

    """
    try:
        with closing(_reader(path)) as connection:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            yield connection
    except sqlite3.Error as error:
        why = "it is damaged" if is_damage(error) else words_for(error)
        raise HistoryError(path, why) from error


def _reader(path: Path) -> sqlite3.Connection:
    """Open what is there, as well as it lets itself be opened."""
    if not path.exists():
        return _empty()
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = _connect(uri)
    try:
        version = version_of(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if code_of(error) not in _NO_PLACE:
            raise
        connection = _connect(f"{uri}&immutable=1")
        version = version_of(connection)
    except BaseException:
        connection.close()
        raise
    newest = max(versions())
    if version == newest:
        return connection
    connection.close()
    if version > newest:
        raise HistoryError(path, f"it is of version {version}, made by a newer Hearth")
    return _empty()  # just being begun, or brought up to date


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def move_aside(path: Path, at: float) -> Path:
    """
    Give a damaged file another name, so that a new one can be begun.

    Args:
        path: The file; its log goes with it.
        at: Unix seconds, for the name.

    Returns:
        Where it is now.

    Raises:
        OSError: It cannot be renamed.

    """
    stamp = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(at))
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    old = sorted(
        p
        for p in path.parent.glob(f"{path.name}.damaged-*")
        if not p.name.endswith(("-wal", "-shm"))
    )
    for each in old[:-KEPT_ASIDE]:
        for ending in ("", "-wal", "-shm"):
            each.with_name(each.name + ending).unlink(missing_ok=True)
    return aside


def size_of(path: Path) -> int:
    """Give the bytes that the file and its log take on the disk."""
    total = 0
    for ending in ("", "-wal"):
        try:
            total += path.with_name(path.name + ending).stat().st_size
        except OSError:
            continue
    return total
