"""
What is imported when somebody asks for it.

Most households look at one page. What the others need is memory that a receiver
does not have, and time that the first page after a start would wait for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from importlib import import_module

from starlette.datastructures import URLPath
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound, Router
from starlette.types import Receive, Scope, Send

Handler = Callable[[Request], Awaitable[Response]]


def late(module: str, name: str) -> Handler:
    """
    Make a handler out of one that is not imported yet.

    Args:
        module: Where it is, with all its packages.
        name: Of the handler there.

    """
    loaded: list[Handler] = []

    async def handle(request: Request) -> Response:
        if not loaded:  # in a thread: meanwhile ECMs are answered
            found = await asyncio.to_thread(import_module, module)
            loaded.append(getattr(found, name))
        return await loaded[0](request)

    return handle


class LateRoutes(BaseRoute):
    """
    Routes that are made when the first of them is asked for.

    Args:
        prefix: How the paths of all of them begin.
        make: Makes them; called in a thread.

    """

    def __init__(self, prefix: str, make: Callable[[], Iterable[BaseRoute]]) -> None:
        self._prefix = prefix
        self._make = make
        self._router: Router | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether a request is for one of them."""
        is_ours = scope["type"] == "http" and scope["path"].startswith(self._prefix)
        return (Match.FULL if is_ours else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Find no path by a name: these have none."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one of them answer."""
        if self._router is None:
            routes = await asyncio.to_thread(self._make)
            self._router = Router(list(routes))
        await self._router(scope, receive, send)
