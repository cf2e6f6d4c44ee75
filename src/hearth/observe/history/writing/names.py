"""Short numbers for names and services, and for moments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, TypeVar

from hearth.observe.history.codes import NOBODY
from hearth.observe.periods import ServiceKey

Key = TypeVar("Key")

KEPT: Final = 1024  # of each kind, in memory: more than a home watches in months
NAME_SIZE: Final = 128  # characters; accounts and lines have shorter ones


def clean(text: str, size: int = NAME_SIZE) -> str:
    """Cut a text that others chose, and make it one that the file takes."""
    return text[:size].encode("utf-8", "replace").decode("utf-8")


class Names:
    """
    Gives names and services their numbers, the same for ever.

    Args:
        connection: With a transaction under way whenever a method is called.

    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, int] = {"": NOBODY}
        self._services: dict[ServiceKey, int] = {}

    def name(self, text: str) -> int:
        """Give the number of a receiver's or a line's name."""
        number = self._names.get(text)
        if number is None:
            number = self._find(
                "INSERT OR IGNORE INTO name (text) VALUES (?)",
                "SELECT id FROM name WHERE text = ?",
                (clean(text),),
            )
            _make_room(self._names)
            self._names[text] = number
        return number

    def service(self, key: ServiceKey) -> int:
        """Give the number of a service."""
        number = self._services.get(key)
        if number is None:
            number = self._find(
                "INSERT OR IGNORE INTO service (ca_system_id, provider_id, service_id)"
                " VALUES (?, ?, ?)",
                "SELECT id FROM service"
                " WHERE ca_system_id = ? AND provider_id = ? AND service_id = ?",
                tuple(map(int, key)),
            )
            _make_room(self._services)
            self._services[key] = number
        return number

    def _find(self, insert: str, select: str, values: Iterable[int | str]) -> int:
        row = self._connection.execute(select, tuple(values)).fetchone()
        if row is None:
            self._connection.execute(insert, tuple(values))
            row = self._connection.execute(select, tuple(values)).fetchone()
        return int(row[0])


def _make_room(known: dict[Key, int]) -> None:
    """Forget what was learnt first; it is found again in the file."""
    while len(known) >= KEPT:
        del known[next(iter(known))]


class Numbers:
    """
    Gives the rows of a table their numbers: the moment, or the next that is free.

    Args:
        connection: As for `Names`.
        table: One whose key is ``number``.

    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._taken = f"SELECT 1 FROM {table} WHERE number = ?"  # noqa: S608  # ours
        newest = f"SELECT max(number) FROM {table}"  # noqa: S608  # a table of ours
        self._newest: int = connection.execute(newest).fetchone()[0] or 0
        self._newest_row = self._newest
        self._given: set[int] = set()

    def take(self, wanted: int) -> int:
        """Give the number of a row."""
        if wanted <= self._newest:  # the same moment again, or the clock was set back
            while wanted in self._given or self._is_row(wanted):
                wanted += 1
        self._newest = max(self._newest, wanted)
        self._given.add(wanted)
        return wanted

    def settle(self) -> None:
        """Take note that all rows that were given a number are in the table."""
        self._newest_row = self._newest
        self._given.clear()

    def _is_row(self, number: int) -> bool:
        if number > self._newest_row:
            return False
        return self._connection.execute(self._taken, (number,)).fetchone() is not None
