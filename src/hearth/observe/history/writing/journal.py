"""The viewing journal: which receiver asked for which service, from when to when."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from hearth.observe.history.codes import TICKS
from hearth.observe.history.writing.names import Numbers

GAP: Final = 60 * TICKS  # without a question for so long: somebody stopped watching
# What lasts longer is told as several, so that looking for what went on at some
# moment never looks back further than this.
LONGEST: Final = 86_400 * TICKS

_LAST: Final = (
    "SELECT number, ended, asked, failed FROM viewing"
    " WHERE receiver = ? AND number > ? AND number <= ? AND service = ?"
    " ORDER BY number DESC LIMIT 1"
)


@dataclass(slots=True)
class _Viewing:
    number: int
    ended: int
    asked: int = 0
    failed: int = 0
    is_saved: bool = True


class Journal:
    """
    Turns questions into viewings.

    A receiver may be in several at once: one watched, one recorded.

    Args:
        connection: With a transaction under way whenever a method is called.

    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = Numbers(connection, "viewing")
        self._open: dict[tuple[int, int], _Viewing] = {}

    def saw(
        self, receiver: int, service: int, at: int, *, good: bool, link: int
    ) -> None:
        """Take one question, at a moment in ticks."""
        viewing = self._open.get((receiver, service)) or self._last(
            receiver, service, at
        )
        if viewing is None or not _goes_on(viewing, at):
            if viewing is not None:
                self._write(viewing)
            viewing = self._begin(receiver, service, at, link)
        self._open[receiver, service] = viewing
        viewing.ended = max(viewing.ended, at)
        viewing.asked += 1
        viewing.failed += not good
        viewing.is_saved = False

    def save(self, now: int) -> None:
        """Write what has changed, and let go of what is over."""
        for key, viewing in list(self._open.items()):
            self._write(viewing)
            if not _goes_on(viewing, now):
                del self._open[key]
        self._numbers.settle()

    def _write(self, viewing: _Viewing) -> None:
        if not viewing.is_saved:
            self._connection.execute(
                "UPDATE viewing SET ended = ?, asked = ?, failed = ? WHERE number = ?",
                (viewing.ended, viewing.asked, viewing.failed, viewing.number),
            )
            viewing.is_saved = True

    def _last(self, receiver: int, service: int, at: int) -> _Viewing | None:
        """Find what went on before Hearth was restarted."""
        values = (receiver, at - LONGEST, at, service)
        row = self._connection.execute(_LAST, values).fetchone()
        return _Viewing(*row) if row is not None else None

    def _begin(self, receiver: int, service: int, at: int, link: int) -> _Viewing:
        number = self._numbers.take(at)
        self._connection.execute(
            "INSERT INTO viewing VALUES (?, ?, ?, ?, ?, 0, 0)",
            (number, number, receiver, service, link),
        )
        return _Viewing(number, number)


def _goes_on(viewing: _Viewing, at: int) -> bool:
    """Tell whether a question at this moment belongs to a viewing."""
    return -GAP <= at - viewing.ended <= GAP and at - viewing.number <= LONGEST
