"""What is too old goes, a small piece at a time, so that nobody waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from hearth.observe.history.codes import NOTE_NUMBERS, number_at
from hearth.observe.history.tally import FINEST, LEVELS
from hearth.observe.history.writing.notes import COUNTED

DAY_S: Final = 86_400.0
PIECE: Final = 2000  # rows: 60 kB of questions
SPANS: Final = 24  # of figures, a hundred rows each
PIECES: Final = 25  # of each table, each time

_BRIEF: Final = sorted(NOTE_NUMBERS[kind] for kind in COUNTED)


class _Rule(NamedTuple):
    """Delete what is older than ``before``, which is the last of ``values``."""

    statement: str
    values: tuple[int, ...]


def forget(
    connection: sqlite3.Connection, now: float, raw_days: float, hourly_days: float
) -> None:
    """
    Delete some of what is too old; call it again to go on.

    Args:
        connection: In autocommit mode.
        now: Unix seconds.
        raw_days: How long questions, ten-minute figures, log-ins and failed
            attempts are kept.
        hourly_days: How long all else is.

    Raises:
        sqlite3.Error: The piece under way is still there.

    """
    for rule in _rules(now - raw_days * DAY_S, now - hourly_days * DAY_S):
        for _ in range(PIECES):
            if connection.execute(rule.statement, rule.values).rowcount < 1:
                break


def _rules(raw: float, hourly: float) -> Iterator[_Rule]:
    """Say what goes, from what is older than these unix seconds."""
    yield _Rule(_numbered("ecm", "number < ?"), (number_at(raw),))
    for level in LEVELS:  # a span goes when all of it is too old
        before = raw if level is FINEST else hourly
        yield _Rule(_spans(level.table), (int(before) - level.width_s,))
    yield _Rule(_numbered("viewing", "number < ?"), (number_at(hourly),))
    yield _Rule(_numbered("run", "ended < ?"), (number_at(hourly),))
    yield _Rule(_numbered("note", "number < ?"), (number_at(hourly),))
    for kind in _BRIEF:
        statement = _numbered("note", "kind = ? AND number < ?")
        yield _Rule(statement, (kind, number_at(raw)))


def _numbered(table: str, old: str) -> str:
    return (
        f"DELETE FROM {table} WHERE number IN"  # noqa: S608  # tables of ours
        f" (SELECT number FROM {table} WHERE {old} LIMIT {PIECE})"
    )


def _spans(table: str) -> str:
    return (
        f"DELETE FROM {table} WHERE start IN"  # noqa: S608  # tables of ours
        f" (SELECT DISTINCT start FROM {table} WHERE start <= ?"
        f" ORDER BY start LIMIT {SPANS})"
    )
