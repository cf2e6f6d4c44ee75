"""ECMs as CSV or JSON, made while they are sent, so that a month needs no memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from typing import Final

from starlette.responses import Response, StreamingResponse

from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import EcmFilter
from hearth.observe.live.views import Ecm
from hearth.web.home import Home
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.queries import meant

FORMATS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
PAGE: Final = 1000  # ECMs that are in memory at once
MAX_ECMS: Final = 500_000  # a month of four receivers; about 50 MB of CSV
# A spreadsheet takes what begins so for a formula.
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")

NO_ECMS: Final[list[Ecm]] = []
COLUMNS: Final = (
    "at",
    "receiver",
    "caid",
    "provider",
    "sid",
    "channel",
    "outcome",
    "line",
    "hop",
    "total_ms",
    "queue_ms",
    "line_ms",
    "joined",
)


def export(home: Home, where: EcmFilter, form: str) -> Response:
    """
    Send what a filter lets through, the newest first.

    Args:
        home: Whose ECMs.
        where: With its begin and its end.
        form: One of `FORMATS`.

    """
    write = _csv if form == "csv" else _json
    return StreamingResponse(
        write(home, _pages(home, where)),
        media_type=FORMATS[form],
        headers={"Content-Disposition": f'attachment; filename="hearth-ecms.{form}"'},
    )


async def _pages(home: Home, where: EcmFilter) -> AsyncIterator[list[Ecm]]:
    if home.history is None:
        yield meant(home.live.ecms(), where)[::-1]
        return
    before: int | None = None
    for _ in range(MAX_ECMS // PAGE):
        found = await recall(home, _after(where, before), NO_ECMS)
        if not found:
            return
        yield found
        before = found[-1].number


def _after(
    where: EcmFilter, before: int | None
) -> Callable[[HistoryReader], list[Ecm]]:
    return lambda history: history.ecms(where, before, PAGE)


async def _csv(home: Home, pages: AsyncIterator[list[Ecm]]) -> AsyncIterator[str]:
    yield _csv_lines([COLUMNS])
    async for page in pages:
        yield _csv_lines([_safe(cell) for cell in _row(home, ecm)] for ecm in page)


async def _json(home: Home, pages: AsyncIterator[list[Ecm]]) -> AsyncIterator[str]:
    yield "["
    mark = "\n"
    async for page in pages:
        for ecm in page:
            row = dict(zip(COLUMNS, _row(home, ecm), strict=True))
            yield mark + json.dumps(row, ensure_ascii=False)
            mark = ",\n"
    yield "\n]\n"


def _row(home: Home, ecm: Ecm) -> tuple[object, ...]:
    key = (ecm.ca_system_id, ecm.provider_id, ecm.service_id)
    return (
        datetime.fromtimestamp(ecm.at, UTC).isoformat(timespec="milliseconds"),
        ecm.receiver,
        *(str(part) for part in key),
        home.channel_name(*key) or "",
        ecm.outcome.value,
        ecm.line,
        ecm.hop,
        *(round(1000 * s, 1) for s in (ecm.total_s, ecm.queue_s, ecm.line_s)),
        ecm.joined,
    )


def _safe(cell: object) -> object:
    """Keep a name from being a formula in a spreadsheet."""
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell


def _csv_lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
