"""What a receiver's connection and a line's have in common: socket and sending."""

from __future__ import annotations

import asyncio
from typing import Protocol

from hearth.net import sockets
from hearth.net.reading import SmallReads


class Talker(Protocol):
    """A session of either role, as far as sending goes."""

    @property
    def closed(self) -> bool:
        """Whether it has ended."""

    def take_output(self) -> bytes:
        """Give what is to be sent."""

    def keep_alive(self) -> None:
        """Send a sign of life."""


class Talk(SmallReads):
    """
    A connection over which a session talks.

    Args:
        buffer: As for `SmallReads`.
        keep_alive_s: Seconds between keepalives while nothing else is sent;
            may be changed while the connection lives.

    """

    def __init__(self, buffer: memoryview, keep_alive_s: float) -> None:
        super().__init__(buffer)
        self.keep_alive_s = keep_alive_s
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._talker: Talker | None = None  # the session, while there is one
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._sent_at = 0.0

    def round_trip(self) -> sockets.RoundTrip | None:
        """Tell how long the network takes, if the system knows."""
        return sockets.round_trip(self._transport)

    def _flush(self) -> None:
        """Send what the session has to say."""
        session, transport = self._talker, self._transport
        if session is None or transport is None:
            return
        output = session.take_output()
        if output:
            self._sent_at = self._loop.time()
            transport.write(output)

    def _keep_alive(self) -> None:
        """Send a keepalive if nothing else was sent for long enough, and go on."""
        session, transport = self._talker, self._transport
        if session is None or session.closed or transport is None:
            return
        now = self._loop.time()
        due = self._sent_at + self.keep_alive_s
        if now >= due:
            sockets.tune(transport, self.keep_alive_s)  # it may have changed
            session.keep_alive()
            self._flush()
            due = now + self.keep_alive_s
        self._timers["keepalive"] = self._loop.call_at(due, self._keep_alive)

    def _cancel_timers(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
