"""Cards: what is there, over which line, and who provides it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearth.web.pages.parts.render import home_of, page


async def show_cards(request: Request) -> Response:
    """Show the cards of every line."""
    home = home_of(request)
    return await page(
        request, "cards", status=home.status(), provider_name=home.provider_name
    )
