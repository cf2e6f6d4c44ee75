"""ECMs: live or of the past, filtered, to be taken along as CSV or JSON."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.history.views import EcmFilter
from hearth.observe.live.views import Ecm
from hearth.web.home import Home
from hearth.web.pages.downloads.export import FORMATS, export
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.queries import (
    KINDS,
    filter_of,
    meant,
    moment_of,
    period_of,
    query_of,
    until,
    within,
)
from hearth.web.pages.parts.render import home_of, page

SHOWN: Final = 100


async def show_ecms(request: Request) -> Response:
    """Show the latest questions; with ``end`` those before it; or export them."""
    home = home_of(request)
    query = request.query_params
    where = filter_of(query)
    form = query.get("format", "")
    if form in FORMATS:
        period = period_of(query, home.unix_now(), "month")
        return export(home, within(where, period), form)
    end = moment_of(query, "end")
    ecms = await _ecms(home, where, end)
    return await page(
        request,
        "ecms",
        where=where,
        ecms=ecms,
        end=end,
        older=query_of(where, end=repr(ecms[-1].at)) if len(ecms) == SHOWN else "",
        latest=query_of(where),
        exports={form: query_of(where, format=form) for form in FORMATS},
        status=home.status(),
        kinds=KINDS,
        slowest=max((ecm.total_s for ecm in ecms), default=0.0),
    )


async def _ecms(home: Home, where: EcmFilter, end: float | None) -> list[Ecm]:
    """Give the newest first: from memory; of the past, from the history."""
    bounded = until(where, end)
    found = meant(home.live.ecms(), bounded)[-SHOWN:][::-1]
    if end is None or len(found) == SHOWN:
        return found
    remembered = await recall(home, lambda h: h.ecms(bounded, None, SHOWN), found)
    return sorted(remembered, key=lambda ecm: -ecm.at)
