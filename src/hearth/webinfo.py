"""
What goes with a running card server: its memory, what is true now, the pages.

The card server runs without any of it, and nothing in here can disturb it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hearth import __version__
from hearth.config.meaning import model
from hearth.core.receivers.lockouts import Lockouts
from hearth.daemon import Hearth
from hearth.dvb import Caid, NodeId, ProviderId, ServiceId
from hearth.net.addresses import own_home_addresses
from hearth.net.port_holder import holder_of
from hearth.net.sockets import RoundTrip
from hearth.observe.history.history import History
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.live.live import Live
from hearth.observe.live.views import Status, Trip, Trips
from hearth.observe.pulse import Pulse
from hearth.state import HISTORY_FILE
from hearth.translation import line_names, web_settings
from hearth.web.access.doors import Machine
from hearth.web.home import Health, Home, MemoryAt
from hearth.web.server import WebServer
from hearth.web.settings import WebSettings

if TYPE_CHECKING:
    from starlette.routing import Route

    from hearth.config.beside.names import Names
    from hearth.web.app import Pages

CLOCK_SET_S: Final = 2.0  # more than that is a clock that was set, not one that drifts

UnixNow = Callable[[], float]

log = logging.getLogger("hearth.serve")


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where things are, and who we are.

    Attributes:
        configuration: The CCcam.cfg in use.
        state: The folder for what is kept between starts.
        node_id: Ours.

    """

    configuration: Path
    state: Path
    node_id: NodeId


class WebInfo:
    """
    Remembers and shows what a card server does, from its start to its end.

    Args:
        hearth: The card server; it is observed from now on.
        settings: With which it was started.
        place: Where things are.
        reload: Has the configuration read again.
        unix_now: The wall clock.

    """

    def __init__(
        self,
        hearth: Hearth,
        settings: model.Settings,
        place: Place,
        reload: Callable[[], None],
        *,
        unix_now: UnixNow = time.time,  # noqa: TID251 # here the clock is handed out
    ) -> None:
        self._hearth = hearth
        self._settings = settings
        self._line_names: dict[str, str] = {}
        self._names: Names | None = None
        self._unix_now = unix_now
        self._monotonic = asyncio.get_running_loop().time
        self._started = unix_now()
        self._offset = self._started - self._monotonic()
        self._pulse = Pulse()
        file = place.state / HISTORY_FILE
        self._history = History(
            file, unix_offset=self._offset, monotonic=self._monotonic
        )
        self._live = Live((), (), started_unix=self._started, unix_offset=self._offset)
        self._reader = HistoryReader(file)
        self._web = WebServer(
            self._home(place, reload),
            Machine(own_home_addresses, holder_of),
            Lockouts(),
            _make_pages,
        )
        hearth.observe_with(self._live)
        hearth.observe_with(self._history)

    @property
    def port(self) -> int | None:
        """The port of the pages; None while they are off."""
        return self._web.port

    async def start(self, group: asyncio.TaskGroup) -> None:
        """Begin to remember and to listen; `close` before the group ends."""
        logging.getLogger("hearth").addHandler(self._live.log_ring)
        self._history.start()
        self.configure(self._settings)
        await self._web.start(web_settings(self._settings), group)

    def configure(self, settings: model.Settings) -> None:
        """Take new settings, before the card server takes them."""
        self._settings = settings
        self._line_names = line_names(settings)
        self._live.configure(
            (account.name for account in settings.accounts), self._line_names.values()
        )
        self._history.configure(
            self._line_names.values(),
            raw_days=settings.history.raw_days,
            hourly_days=settings.history.hourly_days,
        )

    async def apply(self, settings: model.Settings) -> None:
        """Take new settings for the pages, after the card server has taken them."""
        await self._web.apply(web_settings(settings))

    def take_names(self, names: Names) -> None:
        """Use these names of channels and providers from now on."""
        self._names = names

    def note_reload(self, changes: str) -> None:
        """Take note that the configuration was read again, and of what changed."""
        self._history.note(NoteKind.RELOAD, changes)

    def look(self, late_s: float) -> None:
        """Take our own pulse; ``late_s`` is by how much the loop woke late."""
        now = self._unix_now()
        offset = now - self._monotonic()
        if abs(offset - self._offset) > CLOCK_SET_S:
            log.info("the clock was set by %+.0f s", offset - self._offset)
            self._live.set_clock(offset)
            self._history.set_clock(offset)
            self._offset = offset
        self._pulse.look(now, late_s, time.process_time())

    async def close(self) -> None:
        """End the pages, and write what is not written yet."""
        await self._web.close()
        await asyncio.to_thread(self._history.close)
        logging.getLogger("hearth").removeHandler(self._live.log_ring)

    def _home(self, place: Place, reload: Callable[[], None]) -> Home:
        return Home(
            version=__version__,
            node_id=place.node_id,
            configuration=place.configuration,
            live=self._live,
            history=self._reader,
            notes=self._history,
            status=self._status,
            channel_name=self._channel_name,
            provider_name=self._provider_name,
            web_settings=self._web_settings,
            health=self._health,
            server_port=lambda: self._hearth.port,
            server_addresses=lambda: self._hearth.addresses,
            mark_freeze=self._mark_freeze,
            reload=reload,
            unix_now=self._unix_now,
            monotonic=self._monotonic,
        )

    def _status(self) -> Status:
        names = self._line_names
        lines = self._hearth.line_trips().items()
        receivers = self._hearth.receiver_trips().items()
        return self._live.status(
            self._monotonic(),
            Trips(
                {name: _trip(of) for name, of in receivers},
                {names[key]: _trip(of) for key, of in lines if key in names},
            ),
        )

    def _web_settings(self) -> WebSettings:
        return web_settings(self._settings)

    def _channel_name(
        self, ca_system_id: Caid, provider_id: ProviderId, service_id: ServiceId
    ) -> str | None:
        if self._names is None:
            return None
        return self._names.channel_name(ca_system_id, provider_id, service_id)

    def _provider_name(self, ca_system_id: Caid, provider_id: ProviderId) -> str | None:
        if self._names is None:
            return None
        return self._names.provider_name(ca_system_id, provider_id)

    def _mark_freeze(self, receiver: str) -> None:
        self._history.note(NoteKind.FREEZE, receiver=receiver)

    def _health(self) -> Health:
        return Health(
            started=self._started,
            memory=tuple(
                MemoryAt(beat.at, beat.resident_bytes) for beat in self._pulse.beats
            ),
            loop_delay_s=self._pulse.recent_delay_s,
            database_bytes=self._reader.size_bytes(),
            history_problem=self._history.problem,
        )


def _trip(of: RoundTrip) -> Trip:
    return Trip(of.least_s, of.usual_s, of.jitter_s)


def _make_pages(home: Home) -> Pages:
    """Make the pages, when somebody looks; the libraries are imported only then."""
    from hearth.web.api import BASE
    from hearth.web.late import LateRoutes
    from hearth.web.pages.routes import make_pages

    pages = make_pages(home)
    api = LateRoutes(f"{BASE}/", partial(_make_api, home))
    return replace(pages, routes=[api, *pages.routes])


def _make_api(home: Home) -> list[Route]:
    from hearth.web.api.routes import routes

    return routes(home)
