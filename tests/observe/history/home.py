"""A made-up home: what core might have seen in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Outcome
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.codes import TICKS, number_at
from hearth.observe.history.database import open_to_write
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.tally import Scope
from hearth.observe.history.views import LinkKind, NoteKind
from hearth.observe.history.writing.entries import Entry, Remark
from hearth.observe.history.writing.names import Names
from hearth.observe.history.writing.writer import Writer
from hearth.observe.periods import ServiceKey

NOON: Final = 1_790_000_000 // 86_400 * 86_400 + 43_200.0  # unix seconds
LINE: Final = "card.lan:12000"
SPARE: Final = "spare.lan:12000"
NEWS: Final[ServiceKey] = (Caid(0x0648), ProviderId(0x10), ServiceId(0x1001))
FILM: Final[ServiceKey] = (Caid(0x0648), ProviderId(0x10), ServiceId(0x1002))


def ecm(
    receiver: str = "living",
    key: ServiceKey = NEWS,
    outcome: Outcome = Outcome.ANSWERED,
    line: str = LINE,
    *,
    total_s: float = 0.2,
    line_s: float | None = None,
    joined: bool = False,
) -> EcmDone:
    return EcmDone(
        receiver,
        *key,
        outcome,
        line,
        1 if line else 0,
        total_s,
        0.0,
        total_s if line_s is None else line_s,
        joined,
    )


def up(line: str = LINE) -> seen.LineUp:
    return seen.LineUp(line)


def down(line: str = LINE, step: str = "log-in", reason: str = "no") -> seen.LineDown:
    return seen.LineDown(line, step, reason)


def no_link(address: str) -> LinkKind:
    del address
    return ""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as the writer does."""
    connection = open_to_write(path)
    try:
        yield connection
    finally:
        connection.close()


def remember(
    path: Path,
    what: Iterable[Entry],
    *,
    began: float = NOON,
    now: float | None = None,
    is_last: bool = False,
) -> HistoryReader:
    """Put entries (by unix seconds) into the file, in one batch."""
    batch = list(what)
    last = max((at for at, _ in batch), default=began) if now is None else now
    with opened(path) as connection:
        writer = Writer(connection, no_link, {})
        writer.take(batch, 0.0, began, last, is_last=is_last)
        writer.save(last)
    return HistoryReader(path)


def remark(kind: NoteKind, text: str = "") -> Remark:
    return Remark(kind, text)


def scope(connection: sqlite3.Connection, line: str, receiver: str) -> Scope:
    """Give the ids of a line, NEWS and a receiver; makes them if need be."""
    names = Names(connection)
    return Scope(names.name(line), names.service(NEWS), names.name(receiver))


def ticks(seconds: float) -> int:
    return round(seconds * TICKS)


def plan(connection: sqlite3.Connection, statement: str) -> str:
    """Say how SQLite goes about a statement."""
    values = [1] * statement.count("?")
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    return "\n".join(row[-1] for row in rows)


NUMBER: Final = number_at(NOON)
