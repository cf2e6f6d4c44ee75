"""What is imported when it is asked for, and not before."""

from __future__ import annotations

import sys

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, NoMatchFound, Route

from hearth.web.late import LateRoutes, late

OTHER = "hearth.web.pages.cards"  # any module with a handler in it


async def say(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} {request.path_params.get('name')}")


async def get(app: Starlette, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://home") as client:
        return await client.get(path)


@pytest.mark.asyncio
async def test_a_handler_is_imported_once_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, OTHER, raising=False)
    handler = late(OTHER, "show_cards")
    assert OTHER not in sys.modules
    monkeypatch.setitem(sys.modules, OTHER, sys.modules[__name__])
    monkeypatch.setattr(sys.modules[__name__], "show_cards", say, raising=False)
    app = Starlette(routes=[Route("/{name}", handler)])

    assert (await get(app, "/tv")).text == "GET tv"
    monkeypatch.delattr(sys.modules[__name__], "show_cards")
    assert (await get(app, "/tv")).text == "GET tv", "it is kept"


@pytest.mark.asyncio
async def test_routes_are_made_once_one_is_asked_for() -> None:
    made: list[str] = []

    def make() -> list[BaseRoute]:
        made.append("routes")
        return [Route("/late/{name}", say)]

    app = Starlette(routes=[LateRoutes("/late/", make), Route("/{name}", say)])

    assert (await get(app, "/early")).text == "GET early"
    assert made == []
    assert (await get(app, "/late/tv")).text == "GET tv"
    assert (await get(app, "/late/box")).text == "GET box"
    assert (await get(app, "/late/a/b")).status_code == 404
    assert made == ["routes"]


def test_they_have_no_names() -> None:
    with pytest.raises(NoMatchFound):
        LateRoutes("/late/", list).url_path_for("say")
