"""The numbers under which things stand in the file: they never change."""

from __future__ import annotations

from typing import Final

from hearth.core.observations import Outcome
from hearth.observe.history.views import NoteKind

TICKS: Final = 10_000  # a second: 0.1 ms is finer than any answer needs
NOBODY: Final = 1  # the name "": no receiver, no line
ALL: Final = 0  # in a row of figures: all lines, services or receivers

OUTCOMES: Final = (  # in the order of the columns of the figures
    Outcome.ANSWERED,
    Outcome.REMEMBERED,
    Outcome.TIMED_OUT,
    Outcome.REFUSED,
    Outcome.NO_CARD,
    Outcome.DENIED,
    Outcome.OUT_OF_HOURS,
)
OUTCOME_NUMBERS: Final = {outcome: i for i, outcome in enumerate(OUTCOMES)}
ANSWERED: Final = 0
GOOD_BELOW: Final = 2  # the first two got control words

NOTE_KINDS: Final = (
    NoteKind.RESTART,
    NoteKind.RELOAD,
    NoteKind.FINDING,
    NoteKind.FREEZE,
    NoteKind.LOGGED_IN,
    NoteKind.LEFT,
    NoteKind.REFUSED,
    NoteKind.LINE_UP,
    NoteKind.LINE_DOWN,
    NoteKind.LINE_GONE,
    NoteKind.MISSED,
    NoteKind.BAD_CONTROL_WORDS,
)
NOTE_NUMBERS: Final = {kind: i for i, kind in enumerate(NOTE_KINDS)}

LINKS: Final = ("", "wired", "wireless")


def number_at(at: float) -> int:
    """Give the moment in ticks, from unix seconds."""
    return round(at * TICKS)


def at_number(number: int) -> float:
    """Give the moment in unix seconds, from ticks."""
    return number / TICKS
