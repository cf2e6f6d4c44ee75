"""
The connections of browsers: uvicorn's own protocol, with the limits of a home.

uvicorn's `Server` is not used: it would take the signals, wake ten times a
second, end the process where a port is taken, and wait for streams at the end.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any, Final

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from hearth.web.access.doors import lets_in

MAX_CONNECTIONS: Final = 48  # up to 32 streams, and room for those who press a button
REQUEST_S: Final = 15.0  # for a whole request to come, headers and body
IDLE_S: Final = 30  # between two requests of one connection
MAX_HEADERS: Final = 16 * 1024  # bytes; a browser sends 1,000
UNSENT_S: Final = 30.0  # a tablet that was switched off is noticed after this
_END_S: Final = 0.8  # what is under way may take to end, of one second in all

App = Callable[..., Any]


class Connections:
    """
    All connections of one application.

    Args:
        app: An ASGI application.
        is_external: Whether the home network may come in.

    """

    def __init__(self, app: App, is_external: Callable[[], bool]) -> None:
        # Whatever a peer does wrong is the peer's; an exception of ours is not.
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
        self._config = Config(
            app,
            http=Connection,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,  # else a header could say where a request is from
            server_header=False,
            date_header=False,
            timeout_keep_alive=IDLE_S,
            h11_max_incomplete_event_size=MAX_HEADERS,
        )
        self._config.load()
        self._state = ServerState()
        self._is_external = is_external

    def __len__(self) -> int:
        return len(self._state.connections)

    def make(self) -> asyncio.Protocol:
        """Make the protocol of a new connection."""
        return Connection(self._config, self._state, self._is_external)

    def end_streams(self) -> None:
        """End answers that are under way and idle connections: browsers come again."""
        for connection in list(self._state.connections):
            assert isinstance(connection, Connection)
            connection.end()

    async def close(self) -> None:
        """End every connection, within a second."""
        self.end_streams()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=_END_S)
        for connection in list(self._state.connections):
            assert isinstance(connection, Connection)
            connection.abort()
        left = list(self._state.tasks)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=_END_S / 10)


class Connection(H11Protocol):
    """A connection of a browser, which may neither dawdle nor crowd others out."""

    def __init__(
        self, config: Config, state: ServerState, is_external: Callable[[], bool]
    ) -> None:
        super().__init__(config, state, {}, asyncio.get_running_loop())
        self._is_external = is_external
        self._deadline: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no whole request has come to which the answer is not complete."""
        # It is None at first, whatever uvicorn's annotation says.
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def connection_made(  # type: ignore[override]  # as in uvicorn
        self, transport: asyncio.Transport
    ) -> None:
        """Take the connection, if it may be and there is room."""
        super().connection_made(transport)
        if not lets_in(transport, external=self._is_external()):
            self.abort()
            return
        self._make_room()
        sock = transport.get_extra_info("socket")
        if sock is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
            sock.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * UNSENT_S)
            )
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Take bytes; what they begin has to be complete in time."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        self._look_at_deadline()

    def on_response_complete(self) -> None:
        """Go on with the next request."""
        super().on_response_complete()
        self._look_at_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_deadline()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def end(self) -> None:
        """End what would go on for ever at once, an answer under way after itself."""
        if self.is_idle:
            self.transport.close()
        elif self.cycle.response_started:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.transport.close()
        else:
            self.cycle.keep_alive = False

    def abort(self) -> None:
        """End it now."""
        self.connections.discard(self)
        self.transport.abort()

    def _make_room(self) -> None:
        """With too many, the one that has not asked anything for longest goes."""
        if len(self.connections) <= MAX_CONNECTIONS:
            return
        idle = [
            other
            for other in self.connections
            if isinstance(other, Connection) and other.is_idle and other is not self
        ]
        oldest = min(idle, key=lambda it: it.idle_since, default=self)
        oldest.abort()

    @property
    def idle_since(self) -> float:
        """When it began to wait, on the loop's clock."""
        waits = (self._deadline, self.timeout_keep_alive_task)
        spans = (REQUEST_S, float(IDLE_S))
        return min(
            (
                timer.when() - span
                for timer, span in zip(waits, spans, strict=True)
                if timer is not None
            ),
            default=self.loop.time(),
        )

    def _look_at_deadline(self) -> None:
        """Give a request that has begun its time, and no other."""
        state = self.conn.their_state
        has_begun = state is h11.IDLE and bool(self.conn.trailing_data[0])
        if has_begun or state is h11.SEND_BODY:
            self._await_request()
        elif not self.transport.is_closing():
            self._stop_deadline()

    def _await_request(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_S, self.abort)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
