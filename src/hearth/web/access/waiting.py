"""
A connection that came before the pages were made.

The libraries of the web are 8 MB and a third of a second, on a Pi seconds: a
home in which nobody looks at the pages is spared both. The first connection
waits, unread, while a thread imports them; receivers are served meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from hearth.web.access.doors import lets_in

MAX_WAITING: Final = 48  # as many as may be connected

log = logging.getLogger("hearth.web")


class Maker(Protocol):
    """What makes the protocol of each connection, once it is there."""

    def make(self) -> asyncio.Protocol:
        """Make one."""


class WaitingRoom:
    """
    Lets connections wait for what will serve them.

    Args:
        load: Makes what serves connections; None if that did not succeed.
        group: Owns the task in which it is made.
        is_external: Whether the home network may come in.

    """

    def __init__(
        self,
        load: Callable[[], Awaitable[Maker | None]],
        group: asyncio.TaskGroup,
        is_external: Callable[[], bool],
    ) -> None:
        self._load = load
        self._group = group
        self._is_external = is_external
        self._maker: Maker | None = None
        self._loading: asyncio.Task[None] | None = None
        self._waiting: set[asyncio.Transport] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def make(self) -> asyncio.Protocol:
        """Make the protocol of a new connection."""
        return self._maker.make() if self._maker else _Waiting(self)

    def close(self) -> None:
        """Let nobody wait any more."""
        if self._loading is not None:
            self._loading.cancel()
        self._send_away()

    def come_in(self, transport: asyncio.Transport) -> None:
        """Let a connection wait, if it may and there is room."""
        if len(self) >= MAX_WAITING or not lets_in(
            transport, external=self._is_external()
        ):
            transport.abort()
            return
        transport.pause_reading()
        self._waiting.add(transport)
        if self._loading is None:
            self._loading = self._group.create_task(self._fill(), name="web pages")

    def go(self, transport: asyncio.Transport) -> None:
        """Take note that a connection does not wait any more."""
        self._waiting.discard(transport)

    async def _fill(self) -> None:
        maker = await self._load()
        self._loading = None
        if maker is None:
            self._send_away()
            return
        self._maker = maker
        for transport in self._waiting:
            served = maker.make()
            transport.set_protocol(served)
            served.connection_made(transport)
            if not transport.is_closing():
                transport.resume_reading()
        self._waiting.clear()

    def _send_away(self) -> None:
        for transport in self._waiting:
            transport.abort()
        self._waiting.clear()


class _Waiting(asyncio.Protocol):
    def __init__(self, room: WaitingRoom) -> None:
        self._room = room
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._room.come_in(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self._transport is not None:
            self._room.go(self._transport)
