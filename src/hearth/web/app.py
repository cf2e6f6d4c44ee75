"""Puts the application together: guard, log-in, CCcam's pages, and ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from hearth.web.access.faces import Faces, PlainFaces
from hearth.web.access.gate import Gate
from hearth.web.access.guard import Guard
from hearth.web.access.login import LogIn
from hearth.web.access.visits import visit_of
from hearth.web.compat import pages as compat
from hearth.web.home import Home


@dataclass(frozen=True, slots=True)
class Pages:
    """
    What is served besides the log-in and CCcam's pages.

    Attributes:
        routes: With ``/`` for browsers, and ``/static/``.
        faces: Renders log-in and explanation.
        handlers: Render errors: by status, or by class of exception.

    """

    routes: Sequence[BaseRoute] = ()
    faces: Faces = field(default_factory=PlainFaces)
    handlers: Mapping[Any, Callable[[Request, Exception], Any]] = field(
        default_factory=dict
    )


def make_app(home: Home, gate: Gate, pages: Pages | None = None) -> ASGIApp:
    """
    Make the application.

    Args:
        home: What is shown; pages find it as ``request.app.state.home``.
        gate: Who may look.
        pages: Ours; without them there are only CCcam's.

    """
    pages = pages or Pages()
    log_in = LogIn(gate, pages.faces)
    app = Starlette(
        routes=[
            Route("/healthz", _healthz, methods=["GET"]),
            *log_in.routes(),
            *compat.routes(home),
            *pages.routes,
        ],
        exception_handlers=dict(pages.handlers),
    )
    app.state.home = home
    return Guard(app, gate, pages.faces, compat.is_plain)


async def _healthz(request: Request) -> Response:
    """
    Tell a watchdog that the event loop turns: always 200.

    Lines that are down are the network's trouble, or the card's: starting Hearth
    again would not help. Who may look is told how many are up.
    """
    body: dict[str, object] = {"status": "ok"}
    if visit_of(request).is_allowed:
        home: Home = request.app.state.home
        lines = home.status().lines
        body |= {"lines": len(lines), "lines_up": sum(line.is_up for line in lines)}
    return JSONResponse(body)
