"""A card server that is remembered and shown: real sockets, a real file, real pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import httpx
import pytest

from hearth.config.beside.names import Names
from hearth.config.meaning.model import InterfaceSettings, Settings
from hearth.core.observations import EcmDone, LineUp, Outcome, ReceiverLoggedIn
from hearth.daemon import Hearth
from hearth.dvb import ProviderId, ServiceId
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.live.views import HeadlineKind
from hearth.state import HISTORY_FILE
from hearth.webinfo import CLOCK_SET_S, Place, WebInfo
from tests.net.peers import CAID, OURS, PARTNER, FakeServer, words
from tests.net.scene import LIVING_ROOM, Scene, free_port, line
from tests.web.access.scene import NO_TLS

PROVIDER, SERVICE = ProviderId(0), ServiceId(0x1234)
BROWSER: Final = {"Accept": "text/html,application/xhtml+xml"}


class WallClock:
    """Unix seconds that a test can set."""

    def __init__(self) -> None:
        self.ahead_s = 1_790_000_000.0

    def __call__(self) -> float:
        return asyncio.get_running_loop().time() + self.ahead_s


@dataclass
class Shown:
    """A card server with what goes with it."""

    scene: Scene
    hearth: Hearth
    webinfo: WebInfo
    server: FakeServer
    settings: Settings
    folder: Path
    clock: WallClock

    async def page(self, path: str, **headers: str) -> httpx.Response:
        url = f"http://127.0.0.1:{self.webinfo.port}{path}"
        async with httpx.AsyncClient(verify=NO_TLS) as client:
            return await client.get(url, headers=headers or BROWSER)

    @property
    def reader(self) -> HistoryReader:
        return HistoryReader(self.folder / HISTORY_FILE)


@asynccontextmanager
async def shown(tmp_path: Path) -> AsyncIterator[Shown]:
    async with Scene() as scene, asyncio.TaskGroup() as group:
        server = await scene.server(FakeServer())
        settings = replace(
            LIVING_ROOM,
            lines=(line(server.port),),
            interfaces=InterfaceSettings(web_port=free_port()),
        )
        hearth = await scene.hearth(settings=settings)
        clock = WallClock()
        webinfo = WebInfo(
            hearth,
            settings,
            Place(tmp_path / "CCcam.cfg", tmp_path, OURS.node_id),
            lambda: None,
            unix_now=clock,
        )
        await webinfo.start(group)
        try:
            yield Shown(scene, hearth, webinfo, server, settings, tmp_path, clock)
        finally:
            await webinfo.close()


@pytest.mark.asyncio
async def test_the_network_to_everybody_is_shown(tmp_path: Path) -> None:
    async with shown(tmp_path) as it:
        await it.scene.seen.next(LineUp)
        await it.scene.receiver(it.hearth, identity=PARTNER)
        await it.scene.seen.next(ReceiverLoggedIn)

        status = it.webinfo._status()
        [receiver], [upstream] = (
            [r for r in status.receivers if r.is_connected],
            status.lines,
        )
        assert upstream.connect_s > 0
        for trip in (receiver.trip, upstream.trip):
            assert trip is not None
            assert 0 < trip.least_s <= trip.usual_s < 1
        page = (await it.page(f"/lines/{upstream.name}")).text
        assert "Connecting took" in page
        assert "The network to it takes" in page


@pytest.mark.asyncio
async def test_what_happens_is_shown_at_once_and_remembered(tmp_path: Path) -> None:
    async with shown(tmp_path) as it:
        await it.scene.seen.next(LineUp)
        receiver, share = await it.scene.receiver(it.hearth, identity=PARTNER)
        receiver.ask(1, share)
        it.server.answer(await it.server.question(), words(1))
        await it.scene.seen.next(EcmDone)

        status = it.webinfo._status()
        assert status.headline.kind is HeadlineKind.ALL_WELL
        assert [r.name for r in status.receivers if r.is_connected] == ["livingroom"]
        assert [one.is_up for one in status.lines] == [True]
        front = await it.page("/")
        assert front.status_code == 200
        assert "livingroom" in front.text
        assert "1234" in (await it.page("/api/v1/ecms?source=live")).text
        it.webinfo._mark_freeze("livingroom")
        it.webinfo.note_reload("nothing has changed")

    [ecm] = it.reader.ecms()
    assert (ecm.receiver, ecm.line, ecm.outcome) == (
        "livingroom", "127.0.0.1", Outcome.ANSWERED,
    )  # fmt: skip
    assert abs(ecm.at - it.clock()) < 60
    kinds = {note.kind for note in it.reader.notes()}
    assert {NoteKind.RESTART, NoteKind.FREEZE, NoteKind.RELOAD} <= kinds
    assert {NoteKind.LOGGED_IN, NoteKind.LINE_UP} <= kinds


@pytest.mark.asyncio
async def test_new_settings_move_the_pages_and_change_who_is_shown(
    tmp_path: Path,
) -> None:
    async with shown(tmp_path) as it:
        assert (await it.page("/healthz")).json()["lines"] == 1
        port = free_port()
        new = replace(
            it.settings,
            accounts=(),
            lines=(),
            interfaces=InterfaceSettings(web_port=port),
        )
        it.webinfo.configure(new)
        await it.webinfo.apply(new)

        assert it.webinfo.port == port
        assert it.webinfo._status().receivers == ()
        assert (await it.page("/healthz")).json()["lines"] == 0
        off = replace(new, interfaces=InterfaceSettings(web=False))
        await it.webinfo.apply(off)
        assert it.webinfo.port is None


@pytest.mark.asyncio
async def test_channels_have_their_names_once_they_are_read(tmp_path: Path) -> None:
    async with shown(tmp_path) as it:
        assert it.webinfo._channel_name(CAID, PROVIDER, SERVICE) is None
        assert it.webinfo._provider_name(CAID, PROVIDER) is None

        class Known(Names):
            def channel_name(self, *_: int) -> str:
                return "Das Erste"

            def provider_name(self, *_: int) -> str:
                return "Home"

        it.webinfo.take_names(Known((), ()))
        assert it.webinfo._channel_name(CAID, PROVIDER, SERVICE) == "Das Erste"
        assert it.webinfo._provider_name(CAID, PROVIDER) == "Home"


@pytest.mark.asyncio
async def test_a_clock_that_is_set_is_noticed_and_the_pulse_is_taken(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "hearth.serve")
    async with shown(tmp_path) as it:
        it.webinfo.look(0.0)
        before = it.webinfo._status().at
        it.clock.ahead_s += CLOCK_SET_S / 2
        it.webinfo.look(0.25)
        assert caplog.text == ""

        it.clock.ahead_s += 3600
        it.webinfo.look(0.0)

        assert "the clock was set by +3601 s" in caplog.text
        assert it.webinfo._status().at - before > 3600
        health = it.webinfo._health()
        assert health.loop_delay_s == 0.0  # the late one is over a minute ago now
        assert health.memory[0].resident_bytes > 0
        assert health.history_problem == ""
