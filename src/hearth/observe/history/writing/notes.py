"""Notes: what happened besides questions, and how lines were."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple

from hearth.observe.history.codes import NOBODY, NOTE_NUMBERS
from hearth.observe.history.views import NoteKind
from hearth.observe.history.writing.names import Names, Numbers, clean

TEXT_SIZE: Final = 1000  # characters of a text
WORD_SIZE: Final = 200  # characters of a step, an address, a refused name

LINE_STATES: Final = (NoteKind.LINE_UP, NoteKind.LINE_DOWN, NoteKind.LINE_GONE)
COUNTED: Final = frozenset(  # what may happen at every second of a bad day
    {
        NoteKind.LOGGED_IN,
        NoteKind.LEFT,
        NoteKind.REFUSED,
        NoteKind.MISSED,
        NoteKind.BAD_CONTROL_WORDS,
    }
)
_LINE_CODES: Final = tuple(NOTE_NUMBERS[kind] for kind in LINE_STATES)
_LAST_OF_LINE: Final = (
    "SELECT kind, step, text FROM note"
    " WHERE line = ? AND line > 1 AND number >= ? AND kind IN (?, ?, ?)"
    " ORDER BY number DESC LIMIT 1"
)
_LINES_SINCE: Final = (
    "SELECT DISTINCT name.text FROM note JOIN name ON name.id = note.line"
    " WHERE note.kind IN (?, ?, ?) AND note.number >= ? AND note.line > 1"
)


class Fact(NamedTuple):
    """A note before it has a moment; two that are the same are told as one."""

    kind: NoteKind
    text: str = ""
    receiver: str = ""
    line: str = ""
    step: str = ""
    address: str = ""


class Notes:
    """
    Writes notes.

    Args:
        connection: With a transaction under way whenever a method is called.
        names: For receivers and lines.

    Attributes:
        run: When Hearth was started, in ticks: what lines were before says
            nothing of what they are.

    """

    def __init__(self, connection: sqlite3.Connection, names: Names) -> None:
        self.run = 0
        self._connection = connection
        self._names = names
        self._numbers = Numbers(connection, "note")
        self._waiting: dict[Fact, tuple[int, int]] = {}  # first moment, how often

    def take(self, fact: Fact, at: int) -> None:
        """Take a note; what may come often is written once a batch, with its count."""
        if fact.kind in COUNTED:
            first, times = self._waiting.get(fact, (at, 0))
            self._waiting[fact] = first, times + 1
        elif fact.kind in LINE_STATES:
            self._line_changed(fact, at)
        else:
            self._insert(fact, at, 1)

    def save(self) -> None:
        """Write what was taken."""
        for fact, (at, times) in self._waiting.items():
            self._insert(fact, at, times)
        self._waiting.clear()
        self._numbers.settle()

    def lines_are(self, lines: frozenset[str], at: int) -> None:
        """Note which lines a new configuration has no more."""
        known = self._connection.execute(_LINES_SINCE, (*_LINE_CODES, self.run))
        for (line,) in known.fetchall():
            if line not in lines:
                self.take(Fact(NoteKind.LINE_GONE, line=line), at)

    def repeat_lines(self, since: int, at: int) -> None:
        """Say again what lines are, after the clock was set and a new run begun."""
        known = self._connection.execute(_LINES_SINCE, (*_LINE_CODES, since))
        for (line,) in known.fetchall():
            state = self._last(self._names.name(line), since)
            if state is not None:
                kind, step, text = state
                self._insert(
                    Fact(LINE_STATES[_LINE_CODES.index(kind)], text, "", line, step),
                    at,
                    1,
                )

    def _line_changed(self, fact: Fact, at: int) -> None:
        """Write what became of a line, unless it is so already."""
        is_now = (NOTE_NUMBERS[fact.kind], *_words(fact))
        if self._last(self._names.name(fact.line), self.run) != is_now:
            self._insert(fact, at, 1)

    def _last(self, line: int, since: int) -> tuple[int, str, str] | None:
        values = (line, since, *_LINE_CODES)
        row = self._connection.execute(_LAST_OF_LINE, values).fetchone()
        return (int(row[0]), str(row[1]), str(row[2])) if row is not None else None

    def _insert(self, fact: Fact, at: int, times: int) -> None:
        step, text = _words(fact)
        receiver = NOBODY
        if fact.kind is NoteKind.REFUSED:
            # Anybody can make names up: none of them gets a number.
            step = clean(fact.receiver, WORD_SIZE)
        else:
            receiver = self._names.name(fact.receiver)
        self._connection.execute(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._numbers.take(at),
                NOTE_NUMBERS[fact.kind],
                receiver,
                self._names.name(fact.line),
                step,
                text,
                clean(fact.address, WORD_SIZE),
                times,
            ),
        )


def _words(fact: Fact) -> tuple[str, str]:
    return clean(fact.step, WORD_SIZE), clean(fact.text, TEXT_SIZE)
