"""
WebInfo as a whole: listens, takes new settings, and ends.

The libraries of the web are imported when somebody looks at a page for the first
time: a home in which nobody does is spared their memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from hearth import openssl
from hearth.web.access.doors import Door, Machine, PortTakenError
from hearth.web.access.gate import Gate
from hearth.web.access.passwords import Lockouts
from hearth.web.access.waiting import WaitingRoom
from hearth.web.home import Home
from hearth.web.settings import WebSettings

if TYPE_CHECKING:
    from hearth.web.access.connections import Connections
    from hearth.web.app import Pages
    from hearth.web.compat.telnet import Telnet

LOOK_S: Final = 15.0  # addresses that have come are listened on after this

WEB: Final = "WEBINFO"
TELNET: Final = "TELNETINFO"

log = logging.getLogger("hearth.web")


class WebServer:
    """
    The pages and telnet, on sockets of their own.

    Whatever goes wrong here, the card server goes on: nothing is raised.

    Args:
        home: What is shown.
        machine: Its addresses and names.
        lockouts: Slows who guesses passwords; the rule is the card server's.
        make_pages: Makes our pages; it is called, in a thread, when somebody looks
            for the first time, and imports what it needs then. Without it there
            are CCcam's pages alone.

    """

    def __init__(
        self,
        home: Home,
        machine: Machine,
        lockouts: Lockouts,
        make_pages: Callable[[Home], Pages] | None = None,
    ) -> None:
        self._home = home
        self._machine = machine
        self._make_pages = make_pages
        self._gate = Gate(lockouts, home.monotonic, machine.names)
        self._gate.on_log_out = self._end_streams
        self._web: Door | None = None
        self._telnet: Door | None = None
        self._connections: Connections | None = None
        self._waiting: WaitingRoom | None = None
        self._group: asyncio.TaskGroup | None = None
        self._telnets: Telnet | None = None
        self._following: asyncio.Task[None] | None = None
        self._settings = self._gate.settings
        self._problems: dict[str, str] = {}

    @property
    def port(self) -> int | None:
        """The port of the pages; None while they are off."""
        return self._web.port if self._web else None

    @property
    def telnet_port(self) -> int | None:
        """The port of telnet; None while it is off."""
        return self._telnet.port if self._telnet else None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that the pages are at."""
        return self._web.addresses if self._web else ()

    @property
    def problem(self) -> str:
        """What keeps the pages or telnet from being there; "" if nothing does."""
        return " ".join(self._problems.values())

    async def start(self, settings: WebSettings, group: asyncio.TaskGroup) -> None:
        """
        Begin to listen.

        Args:
            settings: As in the configuration.
            group: Owns the task that follows this machine's addresses, until
                `close`.

        """
        self._group = group
        await self.apply(settings)
        self._following = group.create_task(self._follow(), name="web addresses")

    async def apply(self, settings: WebSettings) -> None:
        """Take new settings; if a password or who may look changed, all come anew."""
        self._settings = settings
        if self._gate.configure(settings):
            self._end_everything()
        await self._open_web()
        await self._open_telnet()
        if settings.is_locked and self.port is not None:
            log.warning(
                "WEBINFO ALLOW EXTERNAL ACCESS is yes, and there is no WEBINFO USERNAME"
                " and PASSWORD: until both are set, the pages show nothing"
            )

    async def follow_addresses(self) -> None:
        """Listen at addresses that have come, and no more at those that are gone."""
        if self._settings.external_access:
            await self._open_web()
            await self._open_telnet()

    async def close(self) -> None:
        """End everything, streams too, within a second."""
        if self._following is not None:
            self._following.cancel()
            self._following = None
        for door in (self._web, self._telnet):
            if door is not None:
                door.close()
        if self._telnets is not None:
            self._telnets.close()
        if self._waiting is not None:
            self._waiting.close()
        if self._connections is not None:
            await self._connections.close()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.follow_addresses()
            except OSError as error:  # the next look may go better
                log.warning("cannot follow this machine's addresses: %s", error)

    async def _open_web(self) -> None:
        port = self._settings.listen_port
        if port is None:
            self._shut(WEB, self._web)
            self._end_streams()
            return
        if self._web is None:
            assert self._group is not None
            self._waiting = WaitingRoom(
                self._load, self._group, lambda: self._gate.is_external
            )
            self._web = Door(WEB, self._machine, self._waiting.make)
        await self._open(WEB, self._web, port)
        self._gate.addresses = self._web.addresses

    async def _open_telnet(self) -> None:
        port = self._settings.telnet_port
        if port is None or not self._settings.telnet:
            self._shut(TELNET, self._telnet)
            return
        if self._telnet is None:
            from hearth.web.compat.telnet import Telnet

            self._telnets = Telnet(self._home, self._gate)
            self._telnet = Door(TELNET, self._machine, self._telnets.make)
        await self._open(TELNET, self._telnet, port)

    async def _open(self, what: str, door: Door, port: int) -> None:
        before = door.port, door.addresses
        places = self._machine.places(external=self._settings.external_access)
        try:
            await door.open(port, places)
        except PortTakenError as error:
            self._note_problem(what, str(error))
            return
        self._problems.pop(what, None)
        if (door.port, door.addresses) != before:
            at = ", ".join(door.addresses) or "no address yet"
            log.info("%s: port %s at %s", what, door.port, at)

    def _shut(self, what: str, door: Door | None) -> None:
        self._problems.pop(what, None)
        if door is not None and door.port is not None:
            door.close()
            log.info("%s is off", what)

    def _note_problem(self, what: str, problem: str) -> None:
        """Say in the log, once, what is wrong."""
        if self._problems.get(what) != problem:
            log.error("%s", problem)
        self._problems[what] = problem

    async def _load(self) -> Connections | None:
        try:
            self._connections = await asyncio.to_thread(self._make_connections)
        except Exception as error:  # whatever it is, receivers are served
            log.debug("the pages cannot be made", exc_info=True)
            self._note_problem(WEB, f"{WEB} is off, its pages cannot be made: {error}")
        return self._connections

    def _make_connections(self) -> Connections:
        openssl.stand_in()
        # The pages first: what follows takes the memory that making them leaves.
        pages = self._make_pages(self._home) if self._make_pages else None
        from hearth.web.access.connections import Connections
        from hearth.web.app import make_app

        app = make_app(self._home, self._gate, pages)
        return Connections(app, lambda: self._gate.is_external)

    def _end_streams(self) -> None:
        if self._connections is not None:
            self._connections.end_streams()

    def _end_everything(self) -> None:
        self._end_streams()
        if self._telnets is not None:
            self._telnets.close()
