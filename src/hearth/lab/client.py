"""A client's connection to a CCcam server: the socket under lab receivers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from hearth.lab.identities import lab_node_id
from hearth.net import sockets
from hearth.net.lookup import connect_first, judged, look_up
from hearth.net.settings import Upstream
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.events import ClientEvent, Closed
from hearth.wire.cccam.messages import Identity

KEEP_ALIVE_S: Final = 30.0  # after twice this without a word the kernel ends it
PROGRAM: Final = "Hearth lab receiver"


class PlainClientSession(ClientSession):
    """A client that knows nothing of partner mode, as the original one."""

    __slots__ = ()

    def _send_partner_text(self, *, extended: bool) -> None:
        """Say nothing: a server that hears no text stays in plain mode."""


class ClientConnection(asyncio.Protocol):
    """
    Carries bytes between a socket and a session; one write a batch.

    Args:
        session: Which may be asked; then `flush`.
        hear: Called with everything that the session says but its end.
        batch_done: Called when all of a batch was heard, before it is flushed.

    """

    def __init__(
        self,
        session: ClientSession,
        hear: Callable[[ClientEvent], None],
        batch_done: Callable[[], None] = lambda: None,
    ) -> None:
        self.session = session
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._hear = hear
        self._batch_done = batch_done
        self._transport: asyncio.Transport | None = None
        self._reason = ""

    @property
    def is_open(self) -> bool:
        """Whether anything can be sent."""
        return self._transport is not None and not self.session.closed

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin: the server speaks first."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        sockets.tune(transport, KEEP_ALIVE_S)

    def data_received(self, data: bytes) -> None:
        """Let the session read, and tell what it says."""
        hear = self._hear
        for event in self.session.receive(data):
            if isinstance(event, Closed):
                self.end(event.reason)
            else:
                hear(event)
        self._batch_done()
        self.flush()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note of the end, whoever brought it about."""
        self._transport = None
        reason = str(exc) if exc else self.session.peer_closed().reason
        if not self.ended.done():
            self.ended.set_result(self._reason or reason)

    def flush(self) -> None:
        """Send what the session has to say."""
        output = self.session.take_output()
        if output and self._transport is not None:
            self._transport.write(output)

    def read(self, *, on: bool) -> None:
        """Take what comes, or leave it lying in the system's buffers."""
        if self._transport is not None:
            (self._transport.resume_reading if on else self._transport.pause_reading)()

    def end(self, reason: str) -> None:
        """End the connection, at once."""
        if self._transport is not None:
            self._reason = reason
            self._transport.abort()
            self._transport = None


async def connect(
    upstream: Upstream,
    hear: Callable[[ClientEvent], None],
    batch_done: Callable[[], None] = lambda: None,
    *,
    partner: bool = True,
) -> ClientConnection:
    """
    Connect to a server; the log-in then runs by itself.

    Args:
        upstream: Where, and who we are there.
        hear: Called with everything that the session says but its end.
        batch_done: Called when all of a batch was heard, before it is flushed.
        partner: Whether to speak partner mode if the server does.

    Raises:
        OSError: No address answers, or the name has none.
        hearth.household.NotHomeError: The host is not of this home.
        hearth.errors.UsageError: User or password cannot be sent.

    """
    identity = Identity(node_id=lab_node_id(partner=partner), program=PROGRAM)
    session = (ClientSession if partner else PlainClientSession)(
        user=upstream.user, password=upstream.password, identity=identity
    )
    connection = ClientConnection(session, hear, batch_done)
    found = await look_up(upstream.host, upstream.port)
    sock = await connect_first(judged(upstream.host, found))
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: connection, sock=sock)
    return connection
