"""
What becomes of each line in a migration: nothing is left out in silence.

Nothing in here is a secret: whoever writes an entry puts no password and no
key into it, and no text of a line that could not be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

COMMENT: Final = "a comment"
UNTOUCHED: Final = "a line that stays as it is"
WHY_NO_COMMENTS: Final = "comments stay in the old file: they often hold old passwords"


class Fate(Enum):
    """
    What becomes of a line.

    KEPT: it means the same over there. CHANGED: its meaning moved, or a part of
    it is lost; the notes say how. DROPPED: nothing of it is over there; the
    notes say why. ADDED: over there it has to be said, and no line says it.
    """

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What becomes of one line.

    Attributes:
        fate: In one word.
        file: The file that the line is in, as its reader named it.
        line: Its number, from 1; 0 if there is no such line.
        subject: What the line is, without its secrets.
        target: Where it went, for a person to read; empty if nowhere.
        notes: How, or why, each a sentence without a full stop.
        option: Which option of the subject, if the line is only one of it.

    """

    fate: Fate
    file: str
    line: int
    subject: str
    target: str = ""
    notes: tuple[str, ...] = ()
    option: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {
            "file": self.file,
            "line": self.line,
            "fate": self.fate.value,
            "subject": self.subject,
            "option": self.option,
            "target": self.target,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """
    What becomes of everything.

    Attributes:
        entries: In the order of the files and their lines; what was added last.

    """

    entries: tuple[Entry, ...] = ()

    def count(self, fate: Fate) -> int:
        """Count the entries of one fate."""
        return Counter(entry.fate for entry in self.entries)[fate]

    def of(self, line: int, file: str | None = None) -> Entry:
        """
        Give the entry of a line.

        Raises:
            KeyError: There is none.

        """
        for entry in self.entries:
            if entry.line == line and file in {None, entry.file}:
                return entry
        raise KeyError(line)

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {
            "counts": {fate.value: self.count(fate) for fate in Fate},
            "entries": [entry.as_json() for entry in self.entries],
        }


@dataclass(slots=True)
class Line:
    """
    What becomes of one line, while it is being found out.

    It is kept unless somebody says otherwise.

    Attributes:
        file: The file that it is in.
        number: Its number, from 1.
        subject: What it is, without its secrets.
        target: Where it goes.
        fate: What is known of it so far.
        option: Which option of the subject it is, if it is only one.

    """

    file: str
    number: int
    subject: str
    target: str = ""
    option: str = ""
    fate: Fate = Fate.KEPT
    _notes: list[str] = field(default_factory=list)

    def keep(self, *notes: str) -> None:
        """Note how something of it is said over there."""
        self._notes += notes

    def change(self, *notes: str) -> None:
        """Note how the meaning of something in it moved, or that it is lost."""
        self._notes += notes
        if notes and self.fate is Fate.KEPT:
            self.fate = Fate.CHANGED

    def drop(self, *why: str) -> None:
        """Note that nothing of it is carried over, whatever was said before."""
        self._notes = list(why)
        self.fate = Fate.DROPPED
        self.target = ""

    @property
    def is_dropped(self) -> bool:
        """Whether nothing of it is carried over."""
        return self.fate is Fate.DROPPED

    def entry(self) -> Entry:
        """Give what was found out."""
        notes = tuple(dict.fromkeys(self._notes))
        return Entry(
            self.fate,
            self.file,
            self.number,
            self.subject,
            self.target,
            notes,
            self.option,
        )


class Ledger:
    """Takes what becomes of each line, and of what no line says."""

    __slots__ = ("_added", "_files", "_lines")

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._added: list[Entry] = []
        self._files: list[str] = []

    def line(self, file: str, number: int, subject: str, option: str = "") -> Line:
        """Begin a line; what is said to it later counts too."""
        if file not in self._files:
            self._files.append(file)
        line = Line(file, number, subject, option=option)
        self._lines.append(line)
        return line

    def add(self, target: str, *notes: str) -> None:
        """Note what is written over there and no line says."""
        self._added.append(Entry(Fate.ADDED, "", 0, target, target, notes))

    def seen(self, file: str) -> frozenset[int]:
        """Give the numbers of the lines of a file that were begun."""
        return frozenset(line.number for line in self._lines if line.file == file)

    def report(self) -> Report:
        """Give all of it, in the order of files and lines."""
        order = {file: index for index, file in enumerate(self._files)}
        lines = sorted(self._lines, key=lambda line: (order[line.file], line.number))
        return Report((*(line.entry() for line in lines), *self._added))


def drop_comments(ledger: Ledger, file: str, numbers: Iterable[int]) -> None:
    """Note that comments are left out, one by one."""
    for number in numbers:
        ledger.line(file, number, COMMENT).drop(WHY_NO_COMMENTS)
