"""CCcam's pages: the same lines with the HTML around them that programs look for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route

from hearth.web.access.guard import wants_html
from hearth.web.compat.texts import COMMANDS, VERSION, info
from hearth.web.home import Home

PATHS: Final = frozenset(f"/{command}" for command in COMMANDS)


def is_plain(path: str) -> bool:
    """Tell whether a path is one of CCcam's; ``/`` is shared, and not among them."""
    return path in PATHS


def routes(home: Home) -> list[Route]:
    """
    Give the routes of CCcam's pages.

    ``/`` is one of them only for a client that does not ask for HTML; they have
    to come before the other pages.
    """
    made: list[Route] = [_PlainRoot("/", _page(home, "info"), methods=["GET"])]
    made += [Route(f"/{it}", _page(home, it), methods=["GET"]) for it in COMMANDS]
    return made


class _PlainRoot(Route):
    """``/``, unless a browser asks for it."""

    def matches(self, scope: Any) -> tuple[Match, Any]:
        """Leave browsers to the next route."""
        if scope["type"] == "http" and wants_html(Request(scope)):
            return Match.NONE, {}
        return super().matches(scope)


def _page(home: Home, command: str) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        del request
        return HTMLResponse(html(home.version, command, COMMANDS[command](home)))

    return page


def html(version: str, command: str, lines: list[str]) -> str:
    """
    Put the HTML around a command's lines.

    What readers look for: the version behind "Welcome to CCcam " and before a
    blank, in an H2; the general lines between ``<BR><BR>`` and ``<BR></BODY>``,
    joined by ``<BR>``; all others as they are, within PRE, from a line's start.
    """
    escaped = [escape(line, quote=False) for line in lines]
    welcome = f"Welcome to CCcam {VERSION} (Hearth {escape(version)}) server"
    head = (
        f"<HTML>\n<HEAD><TITLE>{welcome}</TITLE></HEAD>\n<BODY>\n<H2>{welcome}</H2>\n"
    )
    if COMMANDS[command] is info:
        return f"{head}<BR><BR>{'<BR>'.join(escaped)}<BR></BODY></HTML>\n"
    text = "\n".join(escaped)
    return f"{head}<PRE>\n{text}\n</PRE>\n</BODY></HTML>\n"
