"""
The stream that tells open pages that something has changed (server-sent events).

It says no more than that: each page then fetches its own living part again,
with its own filters, so that there is one way to make HTML. A client is told
at most twice a second, however much happens, and every few seconds even if
nothing does, because "for 3 minutes" grows old by itself.

Source:
    WHATWG HTML, 9.2 (server-sent events).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

MAX_CLIENTS: Final = 32  # two tablets and a browser tab for each receiver
APART_S: Final = 0.5  # at most two a second
BEAT_S: Final = 10.0  # also what keeps home routers from dropping the connection
RETRY_MS: Final = 3000

Subscribe = Callable[[Callable[[], None]], Callable[[], None]]


class Streams:
    """
    All streams that are open; whoever stops the server closes them.

    Args:
        subscribe: Of `Live`: calls back after each observation.
        boot: Differs from one start of Hearth to the next: pages load anew.
        apart_s: The shortest time between two events for a client.
        beat_s: The longest.

    """

    def __init__(
        self,
        subscribe: Subscribe,
        boot: str,
        *,
        apart_s: float = APART_S,
        beat_s: float = BEAT_S,
    ) -> None:
        self._subscribe = subscribe
        self._boot = boot
        self._apart_s = apart_s
        self._beat_s = beat_s
        self._wakers: set[asyncio.Event] = set()
        self._closed = asyncio.Event()

    def __len__(self) -> int:
        return len(self._wakers)

    @property
    def is_full(self) -> bool:
        """Whether nobody else is let in."""
        return len(self._wakers) >= MAX_CLIENTS

    def close(self) -> None:
        """End every stream now, and let no other begin."""
        self._closed.set()
        for waker in self._wakers:
            waker.set()

    async def show(self, request: Request) -> Response:
        """Begin a stream, unless too many are open."""
        del request
        if self.is_full:
            return PlainTextResponse(
                "Too many pages are open.\n", 503, headers={"Retry-After": "10"}
            )
        return StreamingResponse(
            self.events(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def events(self) -> AsyncGenerator[bytes, None]:
        """Give the events of one client, until it goes or all are closed."""
        waker = asyncio.Event()
        self._wakers.add(waker)
        unsubscribe = self._subscribe(waker.set)
        try:
            yield f"retry: {RETRY_MS}\nevent: hello\ndata: {self._boot}\n\n".encode()
            while not self._closed.is_set():
                await _first(waker.wait, self._beat_s)
                waker.clear()
                if self._closed.is_set():
                    return
                yield b"event: changed\ndata:\n\n"
                await _first(self._closed.wait, self._apart_s)
        finally:
            unsubscribe()
            self._wakers.discard(waker)


async def _first(wait: Callable[[], Awaitable[object]], at_most_s: float) -> None:
    """Wait for something, but not longer than this."""
    try:
        async with asyncio.timeout(at_most_s):
            await wait()
    except TimeoutError:
        pass
