"""The pages before the pages: logging in, and how to set a password."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearth.web.access.faces import LogInView
from hearth.web.home import Home
from hearth.web.pages.parts.render import page, page_at_once


class WebFaces:
    """
    Shows who is not in why; of the home it shows nothing.

    Args:
        home: Whose clock and version the frame needs.

    """

    def __init__(self, home: Home) -> None:
        self._home = home

    def log_in(self, request: Request, view: LogInView) -> Response:
        """Ask for user name and password."""
        return page_at_once(request, self._home, "login", view=view)

    def locked(self, request: Request, lines: tuple[str, ...]) -> Response:
        """Explain how to set a password, without which nobody is shown anything."""
        return page_at_once(request, self._home, "set_password", lines=lines)


async def not_found(request: Request, error: Exception) -> Response:
    """Say that there is no such page."""
    del error
    return await page(request, "not_found", code=404)
