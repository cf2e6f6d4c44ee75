"""Which page is where."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from hearth.web.app import Pages
from hearth.web.events import Streams
from hearth.web.home import Home
from hearth.web.pages import (
    about,
    cards,
    channels,
    ecms,
    entry,
    freeze,
    history,
    lines,
    log,
    now,
    preferences,
    receivers,
)
from hearth.web.pages.add.routes import add_routes
from hearth.web.pages.configuration.routes import configuration_routes
from hearth.web.pages.parts.render import WEB

FOREVER: Final = "public, max-age=31536000, immutable"  # addresses have fingerprints


class _Static(StaticFiles):
    """Our own files, which a browser keeps: their addresses change with them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        answer = await super().get_response(path, scope)
        if answer.status_code == 200:
            answer.headers["Cache-Control"] = FOREVER
        return answer


def make_pages(home: Home) -> Pages:
    """Make everything that `hearth.web.app.make_app` needs of the pages."""
    boot = f"{home.version} {home.status().started}"
    return Pages(
        routes=page_routes(Streams(home.live.subscribe, boot)),
        faces=entry.WebFaces(home),
        handlers={404: entry.not_found},
    )


def page_routes(streams: Streams) -> list[BaseRoute]:
    """
    List the routes of all pages, of what they load, and of the event stream.

    Args:
        streams: Those of the pages that are open.

    """
    return [
        Route("/", now.show_now),
        Route("/receivers", receivers.show_receivers),
        Route("/receivers/{name:path}", receivers.show_receiver),
        Route("/receivers/{name:path}", receivers.press_freeze, methods=["POST"]),
        Route("/freeze", freeze.show_freeze),
        Route("/lines", lines.show_lines),
        Route("/lines/{name:path}", lines.show_line),
        Route("/cards", cards.show_cards),
        Route("/channels", channels.show_channels),
        Route("/channels/{key}", channels.show_channel),
        Route("/ecms", ecms.show_ecms),
        Route("/history", history.show_history),
        Route("/log", log.show_log),
        *add_routes(),
        *configuration_routes(),
        Route("/about", about.show_about),
        Route("/about/report.zip", about.send_bundle),
        Route("/preferences", preferences.keep_preferences, methods=["POST"]),
        Route("/events", streams.show),
        Mount("/static", _Static(directory=WEB / "static")),
    ]
