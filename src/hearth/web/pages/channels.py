"""Channels: what was watched in the last month, and each by itself."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.history.views import Channel, EcmFilter, Viewing
from hearth.observe.live.views import Status
from hearth.observe.periods import ServiceKey
from hearth.web.home import Home
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.queries import meant, service_in, service_of
from hearth.web.pages.parts.render import home_of, page
from hearth.web.pages.parts.words import DAY
from hearth.web.pages.receivers import figures_of

LATEST = 50


async def show_channels(request: Request) -> Response:
    """Show what is watched now, and what was watched in the last 30 days."""
    home = home_of(request)
    now = home.unix_now()
    channels: list[Channel] = await recall(
        home, lambda h: h.channels(now - 30 * DAY, now), []
    )
    return await page(request, "channels", status=home.status(), channels=channels)


async def show_channel(request: Request) -> Response:
    """Show one channel: who watches, its figures, who watched."""
    home = home_of(request)
    key = service_of(request.path_params["key"])
    if key is None:
        raise HTTPException(404)
    where = EcmFilter(service=key)
    return await page(
        request,
        "channel",
        key=key,
        name=home.channel_name(*key),
        provider=home.provider_name(*key[:2]),
        watching=watching(home.status(), key),
        period_s=await recall(home, lambda h: h.period(key), None),
        figures=await figures_of(home, where),
        latest=meant(home.live.ecms(), where)[-10:][::-1],
        journal=await _journal(home, key),
    )


def watching(status: Status, key: ServiceKey) -> list[str]:
    """Name the receivers that watch a channel now."""
    return [
        r.name for r in status.receivers if r.watching and service_in(r.watching) == key
    ]


async def _journal(home: Home, key: ServiceKey) -> list[Viewing]:
    now = home.unix_now()
    viewings: list[Viewing] = await recall(
        home, lambda h: h.journal(None, now - 30 * DAY, now, 2000), []
    )
    return [viewing for viewing in viewings if service_in(viewing) == key][:LATEST]
