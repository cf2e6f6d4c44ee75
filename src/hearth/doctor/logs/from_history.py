"""Hearth's own history as entries, so that it is counted as a log is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.core import observations as seen
from hearth.core.observations import Observation, Outcome
from hearth.doctor.facts import Record
from hearth.doctor.logs.entry import Entry, Kind

_KINDS: Final = {
    Outcome.ANSWERED: Kind.ANSWERED,
    Outcome.REMEMBERED: Kind.REMEMBERED,
    Outcome.TIMED_OUT: Kind.TIMED_OUT,
    Outcome.REFUSED: Kind.REFUSED,
    Outcome.NO_CARD: Kind.NO_CARD,
    Outcome.DENIED: Kind.DENIED,
    Outcome.OUT_OF_HOURS: Kind.DENIED,
}


def entries_of(record: Record) -> Iterator[Entry]:
    """Give what a record has of questions, lines and receivers."""
    for at, what in record.seen:
        entry = _entry(at, what)
        if entry is not None:
            yield entry


def _entry(  # noqa: PLR0911  # one for each kind
    at: float, what: Observation
) -> Entry | None:
    match what:
        case seen.EcmDone():
            seconds = what.total_s
            kind = _KINDS[what.outcome]
            return Entry(at, kind, what.line, what.receiver, seconds)
        case seen.LineUp():
            return Entry(at, Kind.LINE_UP, what.line)
        case seen.LineDown():
            return Entry(at, Kind.LINE_DOWN, what.line, text=what.reason)
        case seen.ReceiverLoggedIn():
            return Entry(at, Kind.LOGGED_IN, receiver=what.receiver)
        case seen.ReceiverLeft():
            return Entry(at, Kind.LEFT, receiver=what.receiver, text=what.reason)
        case seen.ConnectionRefused():
            return Entry(at, Kind.LOG_IN_REFUSED, receiver=what.user, text=what.reason)
        case seen.BadControlWords():
            return Entry(at, Kind.WRONG, what.line, text=what.fault.value)
        case _:
            return None
