"""History: how long answers took, what failed, when each line was there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.history.views import (
    Availability,
    Bucket,
    EcmFilter,
    Note,
    NoteKind,
)
from hearth.observe.live.views import Status
from hearth.web.home import Home
from hearth.web.pages.lines import availability
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.queries import (
    LEAST_S,
    RANGES,
    Period,
    filter_of,
    period_of,
    query_of,
)
from hearth.web.pages.parts.render import Frame, home_of, page
from hearth.web.pages.receivers import NOTHING

BUCKETS: Final = 150  # a wide screen has eight pixels for each
NO_CHART: Final[list[Bucket]] = []
MARKS: Final = 200
MARKED: Final = (
    NoteKind.RELOAD,
    NoteKind.RESTART,
    NoteKind.LINE_DOWN,
    NoteKind.FREEZE,
)


async def show_history(request: Request) -> Response:
    """Show charts of a stretch of time, and the same as a table."""
    home = home_of(request)
    frame = Frame(request)
    where = filter_of(request.query_params)
    period = period_of(request.query_params, frame.words.now)
    begin, end = period.begin, period.end
    chart = await recall(home, lambda h: h.chart(where, begin, end, BUCKETS), NO_CHART)
    marks = await _marks(home, where, period)
    status = home.status()
    return await page(
        request,
        "history",
        frame=frame,
        where=where,
        period=period,
        chart=chart,
        data=chart_data(chart, marks),
        marks=marks,
        figures=await recall(home, lambda h: h.figures(where, begin, end), NOTHING),
        lines=await _lines(home, status, where, period),
        links=_links(where, period, frame.words.now),
        filtered=query_of(where),
        status=status,
    )


def chart_data(chart: Sequence[Bucket], marks: Sequence[Note]) -> str:
    """
    Write a chart's numbers for the script that draws it.

    Times are milliseconds there; what was not answered is a gap.
    """
    answered = [bucket.asked > bucket.failed for bucket in chart]

    def times(name: str) -> list[float | None]:
        return [
            round(1000 * getattr(bucket, name), 1) if is_there else None
            for bucket, is_there in zip(chart, answered, strict=True)
        ]

    return json.dumps(
        {
            "at": [round((bucket.begin + bucket.end) / 2, 1) for bucket in chart],
            "p50": times("p50_s"),
            "p95": times("p95_s"),
            "p99": times("p99_s"),
            "failed": [bucket.failed for bucket in chart],
            "marks": [[note.at, note.kind.name.lower()] for note in marks],
        },
        separators=(",", ":"),
    )


async def _marks(home: Home, where: EcmFilter, period: Period) -> list[Note]:
    notes: list[Note] = await recall(
        home,
        lambda h: h.notes(period.begin, period.end, list(MARKED), MARKS),
        [],
    )
    return [
        note
        for note in notes
        if where.line in ("", note.line or where.line)
        and where.receiver in ("", note.receiver or where.receiver)
    ]


async def _lines(
    home: Home, status: Status, where: EcmFilter, period: Period
) -> list[tuple[str, Availability]]:
    names = [line.name for line in status.lines if where.line in ("", line.name)]
    return [
        (name, await availability(home, name, period.begin, period.end))
        for name in names
    ]


def _links(where: EcmFilter, period: Period, now: float) -> dict[str, str]:
    """Give the addresses of the stretches around this one; "" where there is none."""

    def to(other: Period) -> str:
        end = min(other.end, now)
        return query_of(where, begin=f"{other.begin:.0f}", end=f"{end:.0f}")

    is_last = period.end >= now - 1
    longest = max(RANGES.values())
    return {
        "earlier": to(period.moved(-1)),
        "later": "" if is_last else to(period.moved(1)),
        "wider": to(period.wider()) if period.seconds < longest else "",
        "closer": to(period.closer()) if period.seconds >= 3 * LEAST_S else "",
        **{name: query_of(where, range=name) for name in RANGES},
    }
