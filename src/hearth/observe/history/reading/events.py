"""The journal and the notes, the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.codes import (
    LINKS,
    NOTE_KINDS,
    NOTE_NUMBERS,
    at_number,
    number_at,
)
from hearth.observe.history.views import Note, NoteKind, Viewing
from hearth.observe.history.writing.journal import LONGEST

_VIEWINGS: Final = (
    "SELECT name.text, ca_system_id, provider_id, service_id, number, ended, link,"
    " asked, failed FROM viewing"
    " JOIN name ON name.id = viewing.receiver"
    " JOIN service ON service.id = viewing.service"
    " WHERE number >= ? AND number < ? AND ended >= ?"
)


def viewings(
    connection: sqlite3.Connection,
    receiver: int | None,
    span: tuple[float, float],
    limit: int,
) -> list[Viewing]:
    """
    Give what was watched in a range.

    Args:
        connection: To read with.
        receiver: The number of its name; None for all.
        span: From when to when, in unix seconds.
        limit: How many at most.

    """
    begin, end = (number_at(at) for at in span)
    whose = "" if receiver is None else " AND receiver = ?"
    rows = connection.execute(
        f"{_VIEWINGS}{whose} ORDER BY number DESC LIMIT ?",
        (
            *(begin - LONGEST, end, begin),
            *(() if receiver is None else (receiver,)),
            limit,
        ),
    )
    return [_viewing(row) for row in rows]


def _viewing(row: tuple[str, int, int, int, int, int, int, int, int]) -> Viewing:
    name, caid, provider, service, number, ended, link, asked, failed = row
    return Viewing(
        receiver=name,
        ca_system_id=Caid(caid),
        provider_id=ProviderId(provider),
        service_id=ServiceId(service),
        begin=at_number(number),
        end=at_number(ended),
        link=LINKS[link],
        asked=asked,
        failed=failed,
    )


def notes(
    connection: sqlite3.Connection,
    span: tuple[float, float],
    kinds: Iterable[NoteKind] | None,
    limit: int,
) -> list[Note]:
    """
    Give what happened in a range.

    Args:
        connection: To read with.
        span: From when to when, in unix seconds.
        kinds: Which; None for all.
        limit: How many at most.

    """
    within = [number_at(at) for at in span]
    table = "note"
    if kinds is not None:
        # Each kind by itself is in the order of its index: the newest of each first.
        chosen = sorted({NOTE_NUMBERS[kind] for kind in kinds})
        each = (
            "SELECT * FROM (SELECT * FROM note"  # noqa: S608  # numbers of ours
            f" WHERE kind = {kind} AND number >= ?1 AND number < ?2"
            " ORDER BY number DESC LIMIT ?3)"
            for kind in chosen
        )
        if not chosen:
            return []
        table = f"({' UNION ALL '.join(each)})"
    rows = connection.execute(
        "SELECT number, kind, note.text, receiver.text, line.text, step, address,"  # noqa: S608
        f" times FROM (SELECT * FROM {table} WHERE number >= ?1 AND number < ?2"
        " ORDER BY number DESC LIMIT ?3) AS note"
        " JOIN name AS receiver ON receiver.id = note.receiver"
        " JOIN name AS line ON line.id = note.line ORDER BY number DESC",
        (*within, limit),
    )
    return [_note(row) for row in rows]


def _note(row: tuple[int, int, str, str, str, str, str, int]) -> Note:
    number, code, text, receiver, line, step, address, times = row
    kind = NOTE_KINDS[code]
    if kind is NoteKind.REFUSED:  # a name that anybody made up: not among the names
        receiver, step = step, ""
    return Note(
        number=number,
        at=at_number(number),
        kind=kind,
        text=text,
        receiver=receiver,
        line=line,
        step=step,
        address=address,
        times=times,
    )
