"""Builds the program from the settings, and takes it apart again."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final, Self

from hearth import __version__
from hearth.config.meaning import model
from hearth.core.events import SettingsChanged
from hearth.core.server import Server
from hearth.core.snapshot import Snapshot
from hearth.dvb import NodeId
from hearth.net.engine import Engine, Observer
from hearth.net.listener import Listener
from hearth.net.lookup import LookUp, look_up
from hearth.net.receiver import ReceiverConnection
from hearth.net.sockets import RoundTrip
from hearth.net.supervisor import Supervisor
from hearth.translation import core_settings, net_settings
from hearth.wire.cccam.messages import Identity

DRAIN_SPARE_S: Final = 0.5  # beyond the time within which every question is answered


class Hearth:
    """
    The card server, from listening to the last answer.

    Use it with ``async with``: inside, it runs.

    Args:
        settings: What the configuration says.
        node_id: Ours, the same at every start.
        observers: Told of everything that core sees.
        chance: Gives a number from 0 to 1, for the jitter of pauses.
        look_up: Finds the addresses of a host.

    """

    def __init__(
        self,
        settings: model.Settings,
        *,
        node_id: NodeId,
        observers: Iterable[Observer] = (),
        chance: Callable[[], float] = random.random,
        look_up: LookUp = look_up,
    ) -> None:
        self._settings = settings
        self._identity = Identity(node_id=node_id, program=f"Hearth {__version__}")
        self._observers = tuple(observers)
        self._chance = chance
        self._look_up = look_up
        self._group = asyncio.TaskGroup()
        self._look_ups: set[asyncio.Task[None]] = set()
        self._engine: Engine
        self._listener: Listener
        self._supervisor: Supervisor

    async def __aenter__(self) -> Self:
        """
        Listen for receivers and connect the lines.

        Raises:
            hearth.net.listener.PortTakenError: Another program has the port.

        """
        loop = asyncio.get_running_loop()
        server = Server(
            core_settings(self._settings, self._identity.node_id),
            minute_of_day=_minute_of_day,
            chance=self._chance,
        )
        self._engine = Engine(server, loop, self._look_up_host)
        server.deliver_to(self._engine.carry_out, self._engine.observe)
        for observer in self._observers:
            self._engine.observe_with(observer)
        self._listener = Listener(self._make_receiver)
        await self._group.__aenter__()
        try:
            await self._listen()
        except BaseException:
            self._listener.close()
            await self._group.__aexit__(None, None, None)  # it has no task yet
            raise
        self._supervisor = Supervisor(
            self._engine, self._group, self._chance, self._look_up
        )
        self._supervisor.configure(net_settings(self._settings, self._identity))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End everything at once; `drain` first to answer what is under way."""
        self._listener.close()
        self._supervisor.close()
        for task in self._look_ups:
            task.cancel()
        if not isinstance(error, asyncio.CancelledError):
            kind = error = traceback = None  # not the group's: it goes on as it is
        try:
            while receivers := self._engine.receivers:
                for receiver in receivers:
                    receiver.drop("Hearth is ending")
                await asyncio.sleep(0)  # the turn in which they are closed
        finally:
            self._engine.close()
            await self._group.__aexit__(kind, error, traceback)

    @property
    def port(self) -> int | None:
        """The port that receivers log in at."""
        return self._listener.port

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that are listened on."""
        return tuple(own.address for own in self._listener.addresses)

    def observe_with(self, observer: Observer) -> None:
        """Let an observer be told of everything that core sees from now on."""
        self._engine.observe_with(observer)

    def line_trips(self) -> dict[str, RoundTrip]:
        """Tell how long the network takes to each line, by its key."""
        return self._supervisor.round_trips()

    def receiver_trips(self) -> dict[str, RoundTrip]:
        """Tell how long the network takes to each receiver, by its name."""
        trips = {r.name: r.round_trip() for r in self._engine.receivers}
        return {name: trip for name, trip in trips.items() if trip is not None}

    def snapshot(self) -> Snapshot:
        """Return what is going on now."""
        return self._engine.server.snapshot(asyncio.get_running_loop().time())

    async def apply(self, settings: model.Settings) -> None:
        """
        Take new settings; who is not touched by what changed notices nothing.

        Raises:
            hearth.net.listener.PortTakenError: The new port is taken; everything
                else is applied, and the old port stays open.

        """
        self._settings = settings
        for receiver in self._engine.receivers:
            receiver.keep_alive_s = settings.keep_alive_s
        self._engine.tell(
            SettingsChanged(core_settings(settings, self._identity.node_id))
        )
        self._supervisor.configure(net_settings(settings, self._identity))
        await self._listen()

    async def drain(self) -> None:
        """Let nobody in any more, and answer what is under way."""
        self._listener.close()
        for receiver in self._engine.receivers:
            receiver.stop_reading()
        quiet = asyncio.Event()
        self._engine.on_quiet = quiet.set
        if not self._engine.server.questions_under_way:
            return
        longest = max(self._settings.recv_timeout_ms / 1000, 3.0) + DRAIN_SPARE_S
        try:
            async with asyncio.timeout(longest):
                await quiet.wait()
        except TimeoutError:
            return

    async def _listen(self) -> None:
        if self._settings.listen_port is None:
            self._listener.close()
        else:
            await self._listener.open(self._settings.listen_port, self._group)

    def _make_receiver(self) -> ReceiverConnection:
        return ReceiverConnection(
            self._engine, self._identity, self._settings.keep_alive_s
        )

    def _look_up_host(self, host: str, tell: Callable[[tuple[str, ...]], None]) -> None:
        async def find() -> None:
            try:
                found = await self._look_up(host, 0)
            except OSError:
                found = ()
            tell(tuple(address.plain for address in found))

        task = self._group.create_task(find(), name=f"host lock {host}")
        self._look_ups.add(task)
        task.add_done_callback(self._look_ups.discard)


def _minute_of_day(now: float) -> int:
    """Return the home's local time of day; the machine's clock is asked anew."""
    del now
    local = time.localtime()
    return local.tm_hour * 60 + local.tm_min
