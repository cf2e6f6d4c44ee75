"""Figures of a range of time, and charts: sums of what was counted."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil, floor
from operator import itemgetter
from typing import Any, Final

from hearth.observe.history.codes import ALL, NOBODY, at_number, number_at
from hearth.observe.history.reading.where import (
    EACH,
    ecm_condition,
    row_condition,
)
from hearth.observe.history.tally import (
    FINEST,
    HOURLY,
    LEVELS,
    Level,
    Scope,
    Tally,
    is_sum,
)
from hearth.observe.history.views import Bucket, EcmFilter

# A chart of so much or less is made of single questions: 11,000 in a busy home.
SINGLE_S: Final = 7200.0
STEPS_S: Final = (  # of charts; each is a multiple of a level's width, or below all
    *(1, 2, 5, 10, 15, 30, 60, 120, 300),
    *(600, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200),
    *(86_400, 172_800, 604_800, 2_592_000),
)

_COUNTS: Final = (
    "answered, remembered, timed_out, refused, no_card, denied, out_of_hours, missed"
)
# Of the two histograms only the one that is asked for: they are most of the work.
_WAITED: Final = f"{_COUNTS}, waited, waited_worst, x'', 0"
_LINE_TIME: Final = f"{_COUNTS}, x'', 0, line_time, line_worst"

Span = tuple[float, float]  # from when to when, in unix seconds
Piece = tuple[Level, int, int]


def pieces(begin: float, end: float, levels: Sequence[Level]) -> Iterator[Piece]:
    """
    Cut a range so that as few spans as possible make it up.

    Args:
        begin: Unix seconds; rounded down to a span of the first level.
        end: Unix seconds, not included; rounded up likewise.
        levels: The narrowest first; each divides the next.

    """
    level, *wider = levels
    first = floor(begin / level.width_s) * level.width_s
    last = ceil(end / level.width_s) * level.width_s
    if wider:
        width = wider[0].width_s
        inner_first, inner_last = ceil(first / width) * width, last // width * width
        if inner_first < inner_last:
            if first < inner_first:
                yield level, first, inner_first
            yield from pieces(inner_first, inner_last, wider)
            first = inner_last
    if first < last:
        yield level, first, last


def span_of(connection: sqlite3.Connection, level: Level) -> tuple[int, int] | None:
    """Give the first and the last start that a table has; None: it has none."""
    first, last = connection.execute(
        f"SELECT (SELECT min(start) FROM {level.table}),"  # noqa: S608  # ours
        f" (SELECT max(start) FROM {level.table})"
    ).fetchone()
    return (first, last) if first is not None else None


def levels_for(
    connection: sqlite3.Connection, scope: Scope, begin: float
) -> Sequence[Level]:
    """Give the levels that have what happened to a scope at a moment and since."""
    levels = LEVELS if is_sum(scope) else LEVELS[:-1]
    fine = span_of(connection, FINEST)
    return levels if _reaches_to(connection, fine and fine[0], begin) else levels[1:]


def _has_singles(connection: sqlite3.Connection, begin: float) -> bool:
    """Tell whether the single questions since a moment are still there."""
    [oldest] = connection.execute("SELECT min(number) FROM ecm").fetchone()
    return _reaches_to(connection, oldest and at_number(oldest), begin)


def _reaches_to(
    connection: sqlite3.Connection, first: float | None, begin: float
) -> bool:
    """Tell whether what begins at ``first`` has lost nothing since a moment."""
    hours = span_of(connection, HOURLY)
    if hours is None or first is None:
        return hours is None
    return begin >= first or first < hours[0] + HOURLY.width_s


def clamp(connection: sqlite3.Connection, span: Span) -> Span | None:
    """Cut a range to that of which there are figures; None if nothing is left."""
    there = span_of(connection, HOURLY)
    if there is None:
        return None
    begin, end = max(span[0], there[0]), min(span[1], there[1] + HOURLY.width_s)
    return (begin, end) if begin < end else None


def tally(connection: sqlite3.Connection, scope: Scope, span: Span) -> Tally:
    """Add up everything of a scope; the range is rounded as `pieces` does it."""
    result = Tally()
    for row in _rows(connection, _columns(scope), scope, span):
        result.add_row(row)
    return result


def tallies(connection: sqlite3.Connection, key: str, span: Span) -> dict[int, Tally]:
    """Add up by line, service or receiver; ``key`` says by which."""
    scope = Scope(**{name: EACH if name == key else ALL for name in Scope._fields})
    result: dict[int, Tally] = defaultdict(Tally)
    columns = f"{key}, {_columns(scope)}"
    for number, *row in _rows(connection, columns, scope, span):
        result[number].add_row(row)
    if key != "service":
        result.pop(NOBODY, None)
    return result


def _columns(scope: Scope) -> str:
    return _WAITED if scope.line == ALL else _LINE_TIME


def _rows(
    connection: sqlite3.Connection, columns: str, scope: Scope, span: Span
) -> Iterator[tuple[Any, ...]]:
    clamped = clamp(connection, span)
    if clamped is None:
        return
    levels = levels_for(connection, scope, clamped[0])
    for level, first, last in pieces(*clamped, levels):
        yield from read_rows(connection, level, columns, scope, (first, last))


def read_rows(
    connection: sqlite3.Connection,
    level: Level,
    columns: str,
    scope: Scope,
    within: tuple[int, int],
) -> sqlite3.Cursor:
    """
    Read rows of one level, span by span: each is looked up in the table's key.

    Args:
        connection: To read with.
        level: The table.
        columns: Of it; ``start`` may be among them.
        scope: Whose.
        within: The first start, and the one after the last.

    """
    first, last = within
    return connection.execute(
        "WITH RECURSIVE span (start) AS"  # noqa: S608  # our own tables and numbers
        f" (VALUES (?1) UNION ALL SELECT start + {level.width_s} FROM span"
        f" WHERE start + {level.width_s} < ?2)"
        f" SELECT {columns} FROM span CROSS JOIN {level.table} USING (start)"
        f" WHERE {row_condition(scope)}",
        (first, last),
    )


def chart(
    connection: sqlite3.Connection,
    scope: Scope,
    span: Span,
    buckets: int,
) -> tuple[int, dict[int, Tally]]:
    """
    Count a range in even steps.

    Args:
        connection: To read with.
        scope: Whose.
        span: From when to when, in unix seconds.
        buckets: How many steps there may be at most.

    Returns:
        The length of a step in seconds, and what was counted, by its begin:
        a multiple of that length.

    """
    begin, end = span
    step = step_for(end - begin, buckets)
    are_few = step < FINEST.width_s and end - begin <= SINGLE_S
    if not (are_few and _has_singles(connection, begin)):
        step, level = level_for(connection, scope, begin, step)
        if level is not None:
            return step, _from_level(connection, scope, (level, step), span)
    return step, _from_singles(connection, scope, span, step)


def step_for(length: float, buckets: int) -> int:
    """Choose the shortest step by which a range has no more buckets than that."""
    return next((s for s in STEPS_S if s * buckets >= length), STEPS_S[-1])


def level_for(
    connection: sqlite3.Connection, scope: Scope, begin: float, step: int
) -> tuple[int, Level | None]:
    """Choose the widest level that divides the step, or widen the step to one."""
    levels = levels_for(connection, scope, begin)
    step = max(step, levels[0].width_s)
    return step, next((x for x in reversed(levels) if step % x.width_s == 0), None)


def _from_level(
    connection: sqlite3.Connection,
    scope: Scope,
    source: tuple[Level, int],
    span: Span,
) -> dict[int, Tally]:
    level, step = source
    result: dict[int, Tally] = defaultdict(Tally)
    clamped = clamp(connection, _aligned(span, step))
    if clamped is None:
        return result
    first, last = _aligned(clamped, level.width_s)
    columns = f"start, {_columns(scope)}"
    for start, *row in read_rows(connection, level, columns, scope, (first, last)):
        result[start - start % step].add_row(row)
    return result


def _from_singles(
    connection: sqlite3.Connection, scope: Scope, span: Span, step: int
) -> dict[int, Tally]:
    first, last = _aligned(span, step)
    rows = connection.execute(
        "SELECT number / ?, outcome, total, line_time, joined FROM ecm"  # noqa: S608
        f" WHERE number >= ? AND number < ? AND {ecm_condition(scope, 'all')}"
        " ORDER BY number",
        (number_at(step), number_at(first), number_at(last)),
    )
    return {
        number * step: Tally.of(single[1:] for single in singles)
        for number, singles in groupby(rows, itemgetter(0))
    }


def _aligned(span: Span, width: int) -> tuple[int, int]:
    return floor(span[0] / width) * width, ceil(span[1] / width) * width


def buckets_of(
    step: int, counted: dict[int, Tally], span: Span, where: EcmFilter
) -> list[Bucket]:
    """Make a chart's buckets, the empty ones too."""
    empty = Tally()
    result = []
    for start in range(*_aligned(span, step), step):
        tally = counted.get(start, empty)
        times = (
            tally.times_s(of_line=bool(where.line))
            if tally is not empty
            else (0.0,) * 4
        )
        result.append(Bucket(start, start + step, tally.asked, tally.failed, *times))
    return result
