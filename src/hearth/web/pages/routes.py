"""Which page is where."""

from __future__ import annotations

from typing import Final

from starlette.routing import Route

from hearth.web.app import Pages
from hearth.web.events import Streams
from hearth.web.home import Home
from hearth.web.late import Handler, late
from hearth.web.pages import entry, now, preferences
from hearth.web.pages.parts.files import files, send_file

FIX: Final = "/configuration/fix"
VERSION: Final = "/configuration/versions/{name}"


def make_pages(home: Home) -> Pages:
    """Make everything that `hearth.web.app.make_app` needs of the pages."""
    files()  # read them now, in a thread
    boot = f"{home.version} {home.status().started}"
    return Pages(
        routes=page_routes(Streams(home.live.subscribe, boot)),
        faces=entry.WebFaces(home),
        handlers={404: entry.not_found},
    )


def page_routes(streams: Streams) -> list[Route]:
    """
    List the routes of all pages, of what they load, and of the event stream.

    Args:
        streams: Those of the pages that are open.

    """
    return [
        Route("/", now.show_now),
        Route("/receivers", _late("receivers", "show_receivers")),
        Route("/receivers/{name:path}", _late("receivers", "show_receiver")),
        Route(
            "/receivers/{name:path}",
            _late("receivers", "press_freeze"),
            methods=["POST"],
        ),
        Route("/freeze", _late("freeze", "show_freeze")),
        Route("/lines", _late("lines", "show_lines")),
        Route("/lines/{name:path}", _late("lines", "show_line")),
        Route("/cards", _late("cards", "show_cards")),
        Route("/channels", _late("channels", "show_channels")),
        Route("/channels/{key}", _late("channels", "show_channel")),
        Route("/ecms", _late("ecms", "show_ecms")),
        Route("/history", _late("history", "show_history")),
        Route("/log", _late("log", "show_log")),
        # A receiver has an address of its own while it is waited for.
        Route("/add", _late("add.show", "show_form")),
        Route("/add/{name:path}", _late("add.show", "show_waiting")),
        Route("/add/{name:path}", _late("add.show", "add"), methods=["POST"]),
        # To look at a change is GET, to make it POST.
        Route("/configuration", _late("configuration.show", "show_configuration")),
        Route(FIX, _late("configuration.fix", "show_fix")),
        Route(FIX, _late("configuration.fix", "apply_fix"), methods=["POST"]),
        Route(VERSION, _late("configuration.back", "show_version")),
        Route(VERSION, _late("configuration.back", "go_back"), methods=["POST"]),
        Route("/about", _late("about", "show_about")),
        Route("/about/report.zip", _late("about", "send_bundle")),
        Route("/preferences", preferences.keep_preferences, methods=["POST"]),
        Route("/events", streams.show),
        Route("/static/{name:path}", send_file),
    ]


def _late(page: str, name: str) -> Handler:
    return late(f"hearth.web.pages.{page}", name)
