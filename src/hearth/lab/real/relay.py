"""A network in between, on loopback: a TCP relay that can be as bad as any."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Final, Self

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.scenario.transit import Transit

HOST: Final = "127.0.0.1"
SILENCE_S: Final = 29.5  # as the kernel's TCP_USER_TIMEOUT on Hearth's connections
BREAK_OFF: Final = struct.pack("ii", 1, 0)  # linger for 0 s: closing sends an RST
ACCEPT_STEPS: Final = 3  # of the loop, until an accepted connection is known to us
FILL: Final = 2  # connections that nobody accepts: the next ones get no answer

Target = Callable[[], tuple[str, int]]


class Relay:
    """
    Carries connections to a target; use it with ``async with``.

    What is on its way when the network falls silent is kept, and comes when
    it is open again, as TCP does it; after 29.5 s the connection ends, as
    there.

    Args:
        target: Where to; asked at each connection.
        behaviour: How the network is at the beginning.
        seed: Of its dice.
        source: The address that the target sees.

    """

    def __init__(
        self,
        target: Target,
        behaviour: LinkBehaviour,
        *,
        seed: str,
        source: str = HOST,
    ) -> None:
        self.behaviour = behaviour
        self.transit = Transit(seed)
        self._target = target
        self._source = source
        self._port = 0
        self._is_over = False
        self._group = asyncio.TaskGroup()
        self._server: asyncio.Server | None = None
        self._swallowing: list[socket.socket] = []
        self._pairs: set[Pair] = set()

    async def __aenter__(self) -> Self:
        """Listen, if anything gets through."""
        await self._group.__aenter__()
        await self._listen()
        if self.behaviour.way is not Way.OPEN:
            await self.change(self.behaviour)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End everything."""
        self._is_over = True
        await self._close()
        for pair in tuple(self._pairs):
            pair.end(at_once=True)
        await self._group.__aexit__(None, None, None)

    @property
    def port(self) -> int:
        """Where to connect."""
        return self._port

    async def change(self, behaviour: LinkBehaviour) -> None:
        """Behave differently from now on."""
        before, self.behaviour = self.behaviour.way, behaviour
        if before is behaviour.way and self._server is None:
            return
        match behaviour.way:
            case Way.OPEN:
                if self._server is None:
                    await self._close()
                    await self._listen()
                for pair in tuple(self._pairs):
                    pair.go_on()
            case Way.SILENT:
                await self._close()
                self._swallow()
                for pair in tuple(self._pairs):
                    pair.fall_silent()
            case _:
                await self._close()
                for pair in tuple(self._pairs):
                    pair.end(at_once=behaviour.way is Way.REJECTED)

    def join(self, pair: Pair) -> None:
        """Take a connection, and make its other half."""
        if self._is_over:
            pair.end()
            return
        self._pairs.add(pair)
        self._group.create_task(self._connect(pair))

    def leave(self, pair: Pair) -> None:
        """Take note of a connection's end."""
        self._pairs.discard(pair)

    async def _connect(self, pair: Pair) -> None:
        host, port = self._target()
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(
                lambda: pair.far, host, port, local_addr=(self._source, 0)
            )
        except OSError:
            pair.end(at_once=False)

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Pair(self).near, HOST, self._port, reuse_address=True
        )
        self._port = self._server.sockets[0].getsockname()[1]

    def _swallow(self) -> None:
        """
        Let connections get no answer, as behind a firewall that drops them.

        Seen: Linux drops what comes to a listening socket whose queue is full.
        """
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, self._port))
        sock.listen(0)
        self._swallowing = [sock]
        for _ in range(FILL):
            filler = socket.socket()
            filler.settimeout(0)
            with contextlib.suppress(BlockingIOError):
                filler.connect((HOST, self._port))
            self._swallowing.append(filler)

    async def _close(self) -> None:
        """Listen no more."""
        for sock in self._swallowing:
            sock.close()
        self._swallowing = []
        server, self._server = self._server, None
        if server is None:
            return
        # Seen: CPython 3.11 loses a socket that it is just accepting when the
        # server closes. So: accept no more, let those come in, close.
        for listening in server.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
        for _ in range(ACCEPT_STEPS):
            await asyncio.sleep(0)
        server.close()


class Pair:
    """One connection over a relay: the half that came, and the half that goes on."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self.is_silent = False
        self.near, self.far = Half(self), Half(self)
        self.near.other, self.far.other = self.far, self.near
        self._patience: asyncio.TimerHandle | None = None

    def made(self, half: Half) -> None:
        """Take note that a half is connected; the first one asks for the other."""
        if half is self.near:
            self.relay.join(self)

    def fall_silent(self) -> None:
        """Keep what comes from now on."""
        self.is_silent = True
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(SILENCE_S, self.end)

    def go_on(self) -> None:
        """Pass on what was kept."""
        self.is_silent = False
        self._lose_patience()
        for half in (self.near, self.far):
            half.flush()

    def end(self, *, at_once: bool = True) -> None:
        """End both halves."""
        self._lose_patience()
        for half in (self.near, self.far):
            half.end(at_once=at_once)
        self.relay.leave(self)

    def _lose_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


class Half(asyncio.Protocol):
    """One socket of a pair; what it hears, the other one says later."""

    other: Half

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._transport: asyncio.Transport | None = None
        self._kept: list[bytes] = []
        self._last = 0.0
        self._is_over = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say what has come for this half already."""
        assert isinstance(transport, asyncio.Transport)
        if self._is_over:
            transport.abort()
            return
        self._transport = transport
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._pair.made(self)
        self.flush()

    def data_received(self, data: bytes) -> None:
        """Let the other half say it when it has come through."""
        relay = self._pair.relay
        loop = asyncio.get_running_loop()
        now = loop.time()
        due = now + relay.transit.seconds(relay.behaviour, now)
        self._last = max(self._last, due)
        loop.call_at(self._last, self.other.say, data)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the other half, too, after what is on its way."""
        self._transport = None
        loop = asyncio.get_running_loop()
        ended = partial(self._other_ended, at_once=exc is not None)
        loop.call_at(max(loop.time(), self._last), ended)

    def say(self, data: bytes) -> None:
        """Say something to this half's peer, or keep it."""
        if self._transport is None or self._pair.is_silent or self._kept:
            if not self._is_over:
                self._kept.append(data)
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Say what was kept, if anything gets through."""
        if self._transport is not None and not self._pair.is_silent:
            kept, self._kept = self._kept, []
            self._transport.writelines(kept)

    def end(self, *, at_once: bool) -> None:
        """Close this half."""
        self._is_over = True
        self._kept.clear()
        transport, self._transport = self._transport, None
        if transport is None:
            return
        if at_once:
            sock = transport.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BREAK_OFF)
            transport.abort()
        else:
            transport.close()

    def _other_ended(self, *, at_once: bool) -> None:
        if not self._pair.is_silent:
            self._pair.end(at_once=at_once)
