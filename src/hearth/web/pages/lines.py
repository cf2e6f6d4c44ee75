"""Lines: all of them, and a judgement on each."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.history.views import (
    Availability,
    EcmFilter,
    Figures,
    LineSpan,
)
from hearth.observe.live.views import LineStatus, Status
from hearth.web.home import Home
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.render import Frame, home_of, page
from hearth.web.pages.parts.verdicts import judge, network_of
from hearth.web.pages.parts.words import DAY
from hearth.web.pages.receivers import NOBODY, NOTHING, figures_of

NO_TIME = Availability(None, ())
LATEST = 20


async def show_lines(request: Request) -> Response:
    """Show every line, and how the last day went."""
    home = home_of(request)
    now = home.unix_now()
    day: dict[str, Figures] = {}
    if request.query_params.get("fragment") is None:
        day = dict(await recall(home, lambda h: h.lines(now - DAY, now), NOBODY))
    return await page(request, "lines", status=home.status(), day=day)


async def show_line(request: Request) -> Response:
    """Show one line: now, how steady it is, when it was there."""
    home = home_of(request)
    status = home.status()
    line = _find(status, request.path_params["name"])
    if request.query_params.get("fragment") is not None:
        return await page(request, "line", l=line)
    frame = Frame(request)
    now = frame.words.now
    where = EcmFilter(line=line.name)
    day = await recall(home, lambda h: h.figures(where, now - DAY, now), NOTHING)
    month = await availability(home, line.name, now - 30 * DAY, now)
    return await page(
        request,
        "line",
        frame=frame,
        l=line,
        verdicts=judge(
            day, month, shortest_period(status), frame.words, network_of(line)
        ),
        figures=await figures_of(home, where),
        month=month,
        begin=now - 30 * DAY,
        downs=_latest(month.down),
    )


async def availability(home: Home, line: str, begin: float, end: float) -> Availability:
    """Tell when a line was there."""
    return await recall(home, lambda h: h.availability(line, begin, end), NO_TIME)


def shortest_period(status: Status) -> float | None:
    """Give the shortest crypto period that is watched: the most demanding one."""
    return min((r.period_s for r in status.receivers if r.period_s), default=None)


def _find(status: Status, name: str) -> LineStatus:
    for line in status.lines:
        if line.name == name:
            return line
    raise HTTPException(404)


def _latest(downs: tuple[LineSpan, ...]) -> list[LineSpan]:
    return list(downs[-LATEST:][::-1])
