"""Makes a record of what the history remembers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Fault, Observation
from hearth.doctor.facts import Record
from hearth.dvb import Caid, ServiceId
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import EcmFilter, LinkKind, Note, NoteKind
from hearth.observe.live.views import Ecm
from hearth.observe.periods import ServiceKey

# The newest that are read: a home's evening, and it takes half a second.
MOST_QUESTIONS: Final = 20_000
MOST_NOTES: Final = 5_000
MOST_TIMES: Final = 100  # of a note that stands for many

_UNKNOWN: Final = (Caid(0), ServiceId(0))


def record_of(reader: HistoryReader, begin: float, end: float) -> Record:
    """
    Read what happened in a range of time.

    Args:
        reader: Of the history.
        begin: Unix seconds.
        end: Up to when.

    Raises:
        hearth.observe.history.database.HistoryError: The file cannot be read.

    """
    where = EcmFilter(begin=begin, end=end)
    ecms = reader.ecms(where, limit=MOST_QUESTIONS)[::-1]
    notes = reader.notes(begin, end, limit=MOST_NOTES)[::-1]
    if len(ecms) == MOST_QUESTIONS:
        begin = ecms[0].at  # what is older was not read
    events = [*_questions(ecms), *_happenings(notes, ecms)]
    return Record(
        begin=begin,
        end=end,
        seen=tuple(
            sorted((it for it in events if it[0] >= begin), key=lambda it: it[0])
        ),
        restarts=tuple(n.at for n in notes if n.kind is NoteKind.RESTART),
        freezes=tuple((n.at, n.receiver) for n in notes if n.kind is NoteKind.FREEZE),
        links=_links(reader, begin, end),
        periods=_periods(reader, ecms),
    )


def _questions(ecms: Iterable[Ecm]) -> Iterator[tuple[float, Observation]]:
    for ecm in ecms:
        yield (
            ecm.at,
            EcmDone(
                ecm.receiver,
                ecm.ca_system_id,
                ecm.provider_id,
                ecm.service_id,
                ecm.outcome,
                ecm.line,
                ecm.hop,
                ecm.total_s,
                ecm.queue_s,
                ecm.line_s,
                ecm.joined,
            ),
        )


def _happenings(
    notes: Iterable[Note], ecms: list[Ecm]
) -> Iterator[tuple[float, Observation]]:
    for note in notes:
        for observation in _observations(note, ecms):
            yield note.at, observation


def _observations(note: Note, ecms: list[Ecm]) -> Iterator[Observation]:
    times = range(min(note.times, MOST_TIMES))
    match note.kind:
        case NoteKind.LOGGED_IN:
            yield from (
                seen.ReceiverLoggedIn(note.receiver, note.address) for _ in times
            )
        case NoteKind.LEFT:
            yield from (
                seen.ReceiverLeft(note.receiver, note.address, note.text) for _ in times
            )
        case NoteKind.REFUSED:
            yield from (
                seen.ConnectionRefused(note.address, note.receiver, note.text)
                for _ in times
            )
        case NoteKind.LINE_UP:
            yield seen.LineUp(note.line)
        case NoteKind.LINE_DOWN:
            yield seen.LineDown(note.line, note.step, note.text)
        case NoteKind.MISSED:
            yield from (
                seen.AttemptFailed(note.line, *_UNKNOWN, 0.0, note.text) for _ in times
            )
        case NoteKind.BAD_CONTROL_WORDS:
            yield from _bad_words(note, ecms)
        case _:
            return


def _bad_words(note: Note, ecms: list[Ecm]) -> Iterator[Observation]:
    """Make observations of bad control words; the channel is guessed by the moment."""
    fault = next((f for f in Fault if f.value in note.text), Fault.CHECK_BYTES)
    near = [e for e in ecms if abs(e.at - note.at) < 5.0 and not e.is_good]
    system, service = _UNKNOWN
    if near:
        nearest = min(near, key=lambda e: abs(e.at - note.at))
        system, service = nearest.ca_system_id, nearest.service_id
    for _ in range(min(note.times, MOST_TIMES)):
        yield seen.BadControlWords(note.line, system, service, fault)


def _links(reader: HistoryReader, begin: float, end: float) -> dict[str, LinkKind]:
    viewings = reader.journal(None, begin, end)
    return {viewing.receiver: viewing.link for viewing in viewings[::-1]}


def _periods(reader: HistoryReader, ecms: list[Ecm]) -> dict[ServiceKey, float]:
    found = {}
    for key in {ecm.service for ecm in ecms}:
        period_s = reader.period(key)
        if period_s is not None:
            found[key] = period_s
    return found
