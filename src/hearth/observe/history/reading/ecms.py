"""Single questions, the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.codes import OUTCOMES, TICKS, at_number, number_at
from hearth.observe.history.reading.figures import span_of
from hearth.observe.history.reading.where import ecm_condition, row_condition
from hearth.observe.history.tally import HOURLY, Scope
from hearth.observe.history.views import EcmKind
from hearth.observe.live.views import Ecm

# Figures tell in which hours there is what is looked for: an index that is there
# anyway, instead of three that would double the size of the file.
_SKIP: Final = HOURLY
_COUNTED: Final = {
    "all": "answered + remembered + timed_out + refused + no_card + denied"
    " + out_of_hours",
    "good": "answered + remembered",
    "failed": "timed_out + refused + no_card + denied + out_of_hours",
}
_COLUMNS: Final = (
    "ecm.number, receiver.text, ca_system_id, provider_id, service_id, outcome,"
    " line.text, hop, total, queue, line_time, joined"
)
_JOINED: Final = (
    " JOIN name AS receiver ON receiver.id = ecm.receiver"
    " JOIN name AS line ON line.id = ecm.line"
    " JOIN service ON service.id = ecm.service"
)


def newest(
    connection: sqlite3.Connection,
    scope: Scope,
    kind: EcmKind,
    within: tuple[int, int],
    limit: int,
) -> list[Ecm]:
    """
    Give the newest questions of a range, the newest first.

    Args:
        connection: To read with.
        scope: Whose.
        kind: How they ended.
        within: From which number on, and up to which (not included).
        limit: How many at most.

    """
    first, last = within
    if not any(scope) and kind == "all":
        return _read(connection, "1", (first, last), limit)
    condition = ecm_condition(scope, kind)
    result: list[Ecm] = []
    for hour in _hours(connection, scope, kind, within):
        in_hour = (
            max(first, hour * TICKS),
            min(last, (hour + _SKIP.width_s) * TICKS),
        )
        result += _read(connection, condition, in_hour, limit - len(result))
        if len(result) >= limit:
            break
    return result


def between(
    connection: sqlite3.Connection, scope: Scope, begin: float, end: float
) -> tuple[Ecm, ...]:
    """Give all questions of a short range, the oldest first."""
    within = number_at(begin), number_at(end)
    return tuple(_read(connection, ecm_condition(scope, "all"), within, -1)[::-1])


def _hours(
    connection: sqlite3.Connection, scope: Scope, kind: EcmKind, within: tuple[int, int]
) -> Iterator[int]:
    """Give the hours in which there are such questions, the last first."""
    span = span_of(connection, _SKIP)
    oldest = connection.execute("SELECT min(number) FROM ecm").fetchone()[0]
    if span is None or oldest is None:
        return
    width = _SKIP.width_s
    first = max(span[0], max(within[0], oldest) // TICKS // width * width)
    last = min(span[1], within[1] // TICKS // width * width)
    there = (
        f"SELECT 1 FROM {_SKIP.table} WHERE start = ?"  # noqa: S608  # tables of ours
        f" AND {row_condition(scope)} AND {_COUNTED[kind]} > 0 LIMIT 1"
    )
    for hour in range(last, first - 1, -width):
        if connection.execute(there, (hour,)).fetchone():
            yield hour


def _read(
    connection: sqlite3.Connection, condition: str, within: tuple[int, int], limit: int
) -> list[Ecm]:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM"  # noqa: S608  # our own tables and numbers
        f" (SELECT * FROM ecm WHERE number >= ? AND number < ? AND {condition}"
        f" ORDER BY number DESC LIMIT ?) AS ecm {_JOINED} ORDER BY ecm.number DESC",
        (*within, limit),
    )
    return [_ecm(*row) for row in rows]


def _ecm(*row: int | str) -> Ecm:
    number, receiver, caid, provider, service, outcome, line, hop, *times, joined = row
    total, queue, line_time = (int(t) / TICKS for t in times)
    return Ecm(
        number=int(number),
        at=at_number(int(number)),
        receiver=str(receiver),
        ca_system_id=Caid(int(caid)),
        provider_id=ProviderId(int(provider)),
        service_id=ServiceId(int(service)),
        outcome=OUTCOMES[int(outcome)],
        line=str(line),
        hop=int(hop),
        total_s=total,
        queue_s=queue,
        line_s=line_time,
        joined=bool(joined),
    )
