"""How much of the time a line was there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from hearth.observe.history.codes import NOTE_NUMBERS, at_number, number_at
from hearth.observe.history.views import Availability, LineSpan, LineState, NoteKind

_STATES: Final = {
    NOTE_NUMBERS[NoteKind.LINE_UP]: LineState.UP,
    NOTE_NUMBERS[NoteKind.LINE_DOWN]: LineState.DOWN,
    NOTE_NUMBERS[NoteKind.LINE_GONE]: LineState.UNKNOWN,
}
_KINDS: Final = ", ".join(map(str, _STATES))
# The newest run that is not over is our own: it goes on.
_RUNS: Final = (
    "SELECT number, ended FROM"
    " (SELECT number, CASE WHEN is_over OR number < (SELECT max(number) FROM run)"
    "  THEN ended ELSE max(ended, ?1) END AS ended FROM run)"
    " WHERE number < ?1 AND ended > ?2 ORDER BY number"
)
_CHANGES: Final = (
    "SELECT number, kind, step, text FROM note WHERE line = ? AND line > 1"  # noqa: S608
    f" AND number >= ? AND number < ? AND kind IN ({_KINDS}) ORDER BY number"
)


class _Change(NamedTuple):
    number: int
    state: LineState
    step: str = ""
    reason: str = ""


def availability(
    connection: sqlite3.Connection, line: int, begin: float, end: float
) -> Availability:
    """
    Say what a line was, from when to when.

    When Hearth did not run, and until it has first tried, that is unknown.
    """
    first, last = number_at(begin), number_at(end)
    changes = [_Change(first, LineState.UNKNOWN)]
    for run_begin, run_end in _runs(connection, first, last):
        changes += _changes(connection, line, run_begin, min(run_end, last))
        changes.append(_Change(run_end, LineState.UNKNOWN))
    spans = tuple(_spans(changes, first, last))
    up, down = (_length(spans, state) for state in (LineState.UP, LineState.DOWN))
    return Availability(up / (up + down) if up + down else None, spans)


def _runs(
    connection: sqlite3.Connection, first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Give when Hearth ran; where the clock was set back, one ends at the next."""
    runs = connection.execute(_RUNS, (last, first)).fetchall()
    for (begin, end), (following, _) in pairwise([*runs, (last, last)]):
        yield begin, min(end, following)


def _changes(
    connection: sqlite3.Connection, line: int, begin: int, end: int
) -> Iterator[_Change]:
    found = connection.execute(_CHANGES, (line, begin, end)).fetchall()
    for number, kind, step, text in found:
        yield _Change(number, _STATES[kind], step, text)


def _spans(changes: list[_Change], first: int, last: int) -> Iterator[LineSpan]:
    """Make pieces of changes, and one of those that follow each other unchanged."""
    merged: list[_Change] = []
    for change in changes:
        if not merged or merged[-1][1:] != change[1:]:
            merged.append(change)
    for change, following in pairwise([*merged, _Change(last, LineState.UNKNOWN)]):
        begin, end = max(change.number, first), min(following.number, last)
        if begin < end:
            yield LineSpan(
                at_number(begin),
                at_number(end),
                change.state,
                change.step,
                change.reason,
            )


def _length(spans: tuple[LineSpan, ...], state: LineState) -> float:
    return sum(span.end - span.begin for span in spans if span.state is state)
