"""From requests to handlers and back: every answer is JSON, errors too."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from hearth.web.api import BASE, openapi
from hearth.web.api.endpoint import Call, Endpoint, Remembered
from hearth.web.api.parameters import read_all, shortened
from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.house import ERROR
from hearth.web.api.table import ENDPOINTS
from hearth.web.api.telling import compact, text_of
from hearth.web.home import Home

ANYTHING: Final = f"{BASE}/{{rest:path}}"
HELP: Final = f"{openapi.PATH} lists what there is."

Respond = Callable[[Request], Awaitable[Response]]

log = logging.getLogger("hearth.web")


def routes(home: Home, endpoints: Iterable[Endpoint] = ENDPOINTS) -> list[Route]:
    """
    Give the routes of the API, that of its document among them.

    They are to stand before any route that takes what is left.

    Args:
        home: What is told, and done.
        endpoints: Those of the table.

    """
    endpoints = tuple(endpoints)
    remembered = Remembered(home)

    async def tell_document(request: Request) -> Response:
        del request
        document = openapi.document(endpoints, home.version)
        return _response(HTTPStatus.OK, compact(document))

    places: dict[str, dict[str, Respond]] = {openapi.PATH: {"GET": tell_document}}
    for endpoint in endpoints:
        respond = _responder(endpoint, home, remembered)
        places.setdefault(BASE + endpoint.path, {})[endpoint.method] = respond
    return [
        *(_RawRoute(path, _Place(home, places[path])) for path in places),
        _RawRoute(ANYTHING, _Nowhere(home)),
    ]


class _RawRoute(Route):
    """
    A route whose pieces may have any characters in them, slashes too.

    What ASGI calls the path is decoded, so that ``%2F`` in a name cannot be told
    from a slash between pieces; what came over the wire can.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether a request is for this route, and with which pieces."""
        if scope["type"] != "http":
            return Match.NONE, {}
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        path = raw.partition(b"?")[0].decode("latin-1")
        match, child = super().matches({**scope, "path": path})
        if match is not Match.NONE:
            pieces: Mapping[str, str] = child["path_params"]
            child["path_params"] = {name: unquote(pieces[name]) for name in pieces}
        return match, child


class _Place:
    """
    One path, as an ASGI application.

    Args:
        home: What is told.
        responders: By method.

    """

    def __init__(self, home: Home, responders: Mapping[str, Respond]) -> None:
        self._home = home
        self._responders = responders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        method = "GET" if request.method == "HEAD" else request.method
        respond = self._responders.get(method)
        if respond is None:
            response = self._not_allowed(request)
        else:
            response = await respond(request)
        await response(scope, receive, send)

    def _not_allowed(self, request: Request) -> Response:
        allowed = ", ".join(self._responders)
        problem = ProblemError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{shortened(request.method)} cannot be done here.",
            where="method",
            help=f"Allowed: {allowed}.",
        )
        response = _refused(problem, self._home)
        response.headers["Allow"] = allowed
        return response


class _Nowhere:
    """All paths below the API's that there are not."""

    def __init__(self, home: Home) -> None:
        self._home = home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = ProblemError(
            HTTPStatus.NOT_FOUND, "There is nothing here.", where="path", help=HELP
        )
        await _refused(problem, self._home)(scope, receive, send)


def _responder(endpoint: Endpoint, home: Home, remembered: Remembered) -> Respond:
    async def respond(request: Request) -> Response:
        try:
            values = read_all(
                endpoint.parameters,
                request.path_params,
                request.query_params.multi_items(),
            )
            found = await endpoint.handler(Call(home, values, remembered))
            text = await text_of(endpoint.answer, found, home)
            return _response(endpoint.status, text)
        except ProblemError as problem:
            return _refused(problem, home)
        except Exception:
            log.exception("the API has a fault at %s", endpoint.path)
            return _refused(_fault(), home)

    return respond


def _fault() -> ProblemError:
    return ProblemError(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Hearth has a fault, and could not answer this.",
        where="Hearth",
        help="Its log says more. Please report it with those lines.",
    )


def _refused(problem: ProblemError, home: Home) -> Response:
    return _response(problem.status, compact(ERROR.told(problem, home)))


def _response(status: HTTPStatus, text: str) -> Response:
    return Response(text.encode(), status, media_type="application/json")
