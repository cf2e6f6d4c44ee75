"""Keeps upstream lines connected: look up, judge, connect, and again after a pause."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Callable
from typing import Final

from hearth.core import events
from hearth.core.pause import GrowingPause
from hearth.errors import HearthError
from hearth.net.engine import Engine
from hearth.net.line import CccamLine
from hearth.net.lookup import LookUp, connect_first, judged, look_up
from hearth.net.settings import NetSettings, Upstream
from hearth.net.sockets import RoundTrip
from hearth.wire.cccam.messages import Identity

WELL_S: Final = 10.0  # a line that lasted this long begins with the shortest pause


class Supervisor:
    """
    One task a line, in the group of whoever runs this.

    Args:
        engine: Where the decisions are made.
        group: Owns the tasks; ending it ends every line.
        chance: Gives a number from 0 to 1, for the jitter of pauses.
        look_up: Finds the addresses of a host.

    """

    def __init__(
        self,
        engine: Engine,
        group: asyncio.TaskGroup,
        chance: Callable[[], float],
        look_up: LookUp = look_up,
    ) -> None:
        self._engine = engine
        self._group = group
        self._chance = chance
        self._look_up = look_up
        self._tasks: dict[Upstream, asyncio.Task[None]] = {}
        self._connections: dict[Upstream, CccamLine] = {}
        self._keep_alive_s = 30.0

    def configure(self, settings: NetSettings) -> None:
        """
        Take new settings: lines that are gone end, new ones begin, others stay.

        A line whose password was changed is another line.
        """
        self._keep_alive_s = settings.keep_alive_s
        for upstream in list(self._tasks):
            if upstream not in settings.upstreams:
                self._end(upstream)
        for connection in self._connections.values():
            connection.keep_alive_s = settings.keep_alive_s
        for upstream in settings.upstreams:
            if upstream not in self._tasks:
                self._tasks[upstream] = self._group.create_task(
                    self._keep(upstream, settings.identity),
                    name=f"line {upstream.key}",
                )

    def round_trips(self) -> dict[str, RoundTrip]:
        """Tell how long the network takes to each line, by its key."""
        trips = {u.key: line.round_trip() for u, line in self._connections.items()}
        return {key: trip for key, trip in trips.items() if trip is not None}

    def close(self) -> None:
        """End every line."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def _end(self, upstream: Upstream) -> None:
        """End a line; core, which may know it with another password, is told."""
        self._tasks.pop(upstream).cancel()
        connection = self._connections.pop(upstream, None)
        if connection is not None:
            reason = "its C: line was changed"
            connection.reset(reason)
            self._engine.tell(events.LineLost(upstream.key, "configuration", reason))

    async def _keep(self, upstream: Upstream, identity: Identity) -> None:
        """Keep one line connected until it is cancelled."""
        pause = GrowingPause(self._chance)
        while True:
            lost = await self._one_connection(upstream, identity, pause)
            self._engine.tell(lost)
            await asyncio.sleep(pause.fail())

    async def _one_connection(
        self, upstream: Upstream, identity: Identity, pause: GrowingPause
    ) -> events.LineLost:
        """Make one connection; return how it ended, or why it did not come about."""
        loop = asyncio.get_running_loop()
        step = "configuration"
        try:
            line = CccamLine(self._engine, upstream, identity, self._keep_alive_s)
            step = "name look-up"
            addresses = await self._look_up(upstream.host, upstream.port)
            step = "home address"
            judged(upstream.host, addresses)
            step = "connect"
            asked = loop.time()
            sock = await connect_first(addresses)
            line.connect_s = loop.time() - asked
        except HearthError as error:
            return events.LineLost(upstream.key, step, str(error))
        except OSError as error:
            return events.LineLost(upstream.key, step, _why(error, upstream))
        began = loop.time()
        self._connections[upstream] = line
        try:
            await loop.create_connection(lambda: line, sock=sock)
            lost = await asyncio.shield(line.ended)
        except asyncio.CancelledError:
            line.reset("the line was taken out of the configuration")
            raise
        finally:
            if self._connections.get(upstream) is line:
                del self._connections[upstream]
        if line.was_ready and loop.time() - began > WELL_S:
            pause.succeed()
        return lost


def _why(error: OSError, upstream: Upstream) -> str:
    """Say in plain words why a host was not found or not reached."""
    match error.errno:
        case errno.ECONNREFUSED:
            return (
                f"{upstream.host} refuses connections at port {upstream.port}: no card"
                " server runs there, or it listens on another port"
            )
        case errno.EHOSTUNREACH | errno.ENETUNREACH:
            return f"there is no way to {upstream.host}: it is off, or the network is"
        case socket.EAI_NONAME | socket.EAI_AGAIN | socket.EAI_NODATA:
            return f"the name {upstream.host} is not known ({error.strerror})"
        case int(number) if number > 0:
            return os.strerror(number)
        case _:
            return error.strerror or str(error)
