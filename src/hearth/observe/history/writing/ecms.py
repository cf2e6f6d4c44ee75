"""The single questions of a batch: their rows, and the figures that they add up to."""

from __future__ import annotations

import json
import sqlite3
from typing import Final, NamedTuple

from hearth.observe.history.codes import TICKS
from hearth.observe.history.tally import FINEST, Scope, Tallies, Tally
from hearth.observe.history.writing.names import Numbers

ROWS: Final = 128  # that go into the file at once

# One statement for all of them: sqlite3 lets go of Python's lock at every step
# of one, and the loop, with an ECM in its hands, has to come by it again.
_INSERT: Final = (
    "INSERT INTO ecm SELECT "  # noqa: S608  # ten numbers of columns
    + ", ".join(f"json_extract(value, '$[{column}]')" for column in range(10))
    + " FROM json_each(?)"
)


class EcmRow(NamedTuple):
    """A row as the table has it; times are in ticks, whole numbers all."""

    number: int
    receiver: int
    line: int
    service: int
    outcome: int
    hop: int
    joined: int
    total: int
    queue: int
    line_time: int


class Ecms:
    """
    Puts questions into the file, some at once.

    Args:
        connection: With a transaction under way whenever a method is called.

    Attributes:
        tallies: What all since the last `clear` add up to, by the finest spans.

    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.tallies: Tallies = {}
        self._connection = connection
        self._numbers = Numbers(connection, "ecm")
        self._rows: list[EcmRow] = []

    def add(self, row: EcmRow) -> int:
        """
        Take a question, whose ``number`` is its moment.

        Returns:
            The number that it has got: the next that was free.

        """
        number = self._numbers.take(row.number)
        if number != row.number:
            row = row._replace(number=number)
        self._rows.append(row)
        second = number // TICKS
        scope = Scope(row.line, row.service, row.receiver)
        key = second - second % FINEST.width_s, scope
        tally = self.tallies.get(key)
        if tally is None:
            tally = self.tallies[key] = Tally()
        tally.add_ecm(row.outcome, row.total, row.line_time, row.joined)
        if len(self._rows) >= ROWS:
            self.save()
        return number

    def save(self) -> None:
        """Write what was taken."""
        self._connection.execute(_INSERT, (json.dumps(self._rows),))
        self._rows.clear()
        self._numbers.settle()

    def clear(self) -> None:
        """Begin a new batch, whatever became of the one before."""
        self._rows.clear()
        self.tallies.clear()
