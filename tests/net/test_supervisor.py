"""Lines are kept connected, to addresses of this home alone, with growing pauses."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import NoReturn

import pytest

from hearth.core import events
from hearth.net.lookup import CONNECT_S, Address, LookUp
from hearth.net.settings import NetSettings, Upstream
from hearth.net.supervisor import WELL_S, Supervisor, _why
from hearth.secret import Secret
from hearth.wire.cccam.steps import Step
from tests.net.clock import Clock
from tests.net.peers import OURS, PLAIN, FakeServer
from tests.net.scene import free_port, needs_ipv6, turns
from tests.net.script import Script, scripted

UPSTREAM = Upstream("key", "card.home.lan", 12000, "house", Secret(b"line password"))
PAUSES = [1, 2, 4, 8, 16, 32, 60, 60]


class Names:
    """A name server: gives what the test wants, each time anew."""

    def __init__(self, *answers: list[tuple[str, int]] | OSError) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> tuple[Address, ...]:
        self.asked.append(host)
        found = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(found, OSError):
            raise found
        return tuple(
            Address(socket.AF_INET6 if ":" in address else socket.AF_INET, place)
            for place in found
            for address in [place[0]]
        )


@dataclass(frozen=True)
class Kept:
    """A supervisor, the core that hears of its lines, and its settings."""

    supervisor: Supervisor
    script: Script

    def configure(self, *upstreams: Upstream, keep_alive_s: float = 30.0) -> None:
        self.supervisor.configure(
            NetSettings(OURS, keep_alive_s=keep_alive_s, upstreams=upstreams)
        )

    async def lost(self) -> tuple[str, str]:
        lost = await self.script.heard.next(events.LineLost)
        return lost.step, lost.reason

    async def ready(self) -> events.LineReady:
        return await self.script.heard.next(events.LineReady)

    def is_idle(self) -> bool:
        """Tell whether nothing has happened since the last look."""
        return self.script.heard.waiting() == []


@asynccontextmanager
async def kept(names: LookUp) -> AsyncIterator[Kept]:
    engine, script = scripted()
    async with asyncio.TaskGroup() as group:
        supervisor = Supervisor(engine, group, lambda: 0.0, names)
        try:
            yield Kept(supervisor, script)
        finally:
            tasks = list(supervisor._tasks.values())
            supervisor.close()
            if tasks:
                _, still_there = await asyncio.wait(tasks, timeout=5)
                assert not still_there
    await turns()  # what was connected is closed


@asynccontextmanager
async def serving(server: FakeServer, host: str = "127.0.0.1") -> AsyncIterator[int]:
    await server.open(host)
    try:
        yield server.port
    finally:
        await server.close()


# Connecting, and again after a pause


@pytest.mark.asyncio
async def test_a_line_is_connected_and_ends_with_its_supervisor() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port:
        async with kept(Names([("127.0.0.1", port)])) as it:
            it.configure(UPSTREAM)
            assert it.supervisor.round_trips() == {}
            assert 0 < (await it.ready()).connect_s < CONNECT_S
            assert list(it.supervisor.round_trips()) == [UPSTREAM.key]

        await server.peer.end()


@pytest.mark.asyncio
async def test_a_line_that_is_lost_is_connected_again_after_its_pause() -> None:
    clock = Clock()
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port, kept(Names([("127.0.0.1", port)])) as it:
        it.configure(UPSTREAM)
        await it.ready()
        await it.script.heard.next(events.CardAdded)

        server.peer.transport.abort()
        assert (await it.lost())[0] == "connection"
        await clock.pass_by(0.9)
        assert len(server.peers) == 1

        await clock.pass_by(0.2)
        await it.ready()
        assert len(server.peers) == 2


@pytest.mark.asyncio
async def test_pauses_grow_to_a_minute() -> None:
    clock = Clock()
    names = Names(socket.gaierror(socket.EAI_NONAME, "not known"))
    async with kept(names) as it:
        it.configure(UPSTREAM)

        for pause in PAUSES:
            assert (await it.lost())[0] == "name look-up"
            await clock.pass_by(pause - 0.1)
            assert it.is_idle()
            await clock.pass_by(0.2)


async def pauses_until_next(it: Kept, names: Names, clock: Clock) -> int:
    """Count the seconds until the next attempt."""
    before = len(names.asked)
    seconds = 0
    while len(names.asked) == before:
        await clock.pass_by(1.01)
        seconds += 1
    return seconds


@pytest.mark.asyncio
async def test_a_line_that_was_well_begins_with_the_shortest_pause_again() -> None:
    clock = Clock()
    server = FakeServer(identity=PLAIN)
    unknown = socket.gaierror(socket.EAI_NONAME, "not known")
    async with serving(server) as port:
        names = Names(unknown, unknown, [("127.0.0.1", port)])
        async with kept(names) as it:
            it.configure(UPSTREAM)
            await it.lost()
            assert await pauses_until_next(it, names, clock) == 1
            await it.lost()
            assert await pauses_until_next(it, names, clock) == 2
            await it.ready()

            await clock.pass_by(WELL_S + 1)
            server.peer.transport.abort()

            await it.lost()
            assert await pauses_until_next(it, names, clock) == 1


@pytest.mark.asyncio
async def test_a_server_that_only_stalls_was_not_well() -> None:
    clock = Clock()
    server = FakeServer(stalls_at=Step.ACKNOWLEDGEMENT)
    async with serving(server) as port:
        names = Names([("127.0.0.1", port)])
        async with kept(names) as it:
            it.configure(UPSTREAM)
            for pause in (1, 2, 4):
                await server.connected.next(object)
                await clock.pass_by(WELL_S + 1)
                assert (await it.lost())[0] == "log-in"
                assert await pauses_until_next(it, names, clock) == pause


# Of this home alone


@pytest.mark.asyncio
async def test_a_name_with_one_address_outside_is_not_connected_to() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port:
        names = Names([("127.0.0.1", port), ("203.0.113.1", port)])
        async with kept(names) as it:
            it.configure(UPSTREAM)

            step, reason = await it.lost()

    assert step == "home address"
    assert reason.startswith("H901: card.home.lan is 203.0.113.1, which is not a home")
    assert server.peers == []


@pytest.mark.asyncio
async def test_a_name_is_judged_at_each_connection() -> None:
    clock = Clock()
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port:
        home, outside = ("127.0.0.1", port), ("203.0.113.1", port)
        names = Names([home], [outside], [home])
        async with kept(names) as it:
            it.configure(UPSTREAM)
            await it.ready()
            server.peer.transport.abort()
            assert (await it.lost())[0] == "connection"

            await clock.pass_by(1)
            assert (await it.lost())[0] == "home address"
            assert len(server.peers) == 1

            await clock.pass_by(2)
            await it.ready()

    assert names.asked == ["card.home.lan"] * 3


@pytest.mark.asyncio
async def test_the_connection_goes_to_the_very_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_second_look(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a name was looked up a second time")

    server = FakeServer(identity=PLAIN)
    async with serving(server, "127.0.0.2") as port:
        async with kept(Names([("127.0.0.2", port)])) as it:
            monkeypatch.setattr(socket, "getaddrinfo", no_second_look)
            it.configure(UPSTREAM)
            await it.ready()

        assert server.peer.own_address == "127.0.0.2"


@pytest.mark.parametrize("first", ["127.0.0.1", "127.0.0.2"])
@pytest.mark.asyncio
async def test_the_next_address_is_tried_where_one_does_not_answer(first: str) -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port:
        names = Names([(first, free_port()), ("127.0.0.1", port)])
        async with kept(names) as it:
            it.configure(UPSTREAM)
            await it.ready()


@needs_ipv6
@pytest.mark.asyncio
async def test_over_ipv6() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server, "::1") as port, kept(Names([("::1", port)])) as it:
        it.configure(UPSTREAM)
        await it.ready()


# What goes wrong


@asynccontextmanager
async def full_port() -> AsyncIterator[int]:
    """Give a port of loopback at which no connection comes about, nor is refused."""
    loop = asyncio.get_running_loop()
    with socket.socket() as listening, socket.socket() as one, socket.socket() as two:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for waits in (one, two):
            waits.settimeout(0)
            connecting = loop.create_task(
                loop.sock_connect(waits, listening.getsockname())
            )
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            connecting.cancel()
            await asyncio.wait([connecting])
        yield listening.getsockname()[1]


@pytest.mark.asyncio
async def test_an_address_that_does_not_answer_is_waited_for_five_seconds() -> None:
    clock = Clock()
    async with full_port() as port, kept(Names([("127.0.0.1", port)])) as it:
        it.configure(UPSTREAM)
        await turns()
        await clock.pass_by(CONNECT_S - 1)
        assert it.is_idle()

        await clock.pass_by(1.1)

        step, reason = await it.lost()
        assert step == "connect"
        assert reason == "no answer from 127.0.0.1 within 5 s"


@pytest.mark.asyncio
async def test_a_server_that_does_not_run_is_named_so() -> None:
    async with kept(Names([("127.0.0.1", free_port())])) as it:
        it.configure(UPSTREAM)

        step, reason = await it.lost()

    assert step == "connect"
    assert reason.startswith("card.home.lan refuses connections at port 12000")


@pytest.mark.asyncio
async def test_a_name_that_cannot_be_sent_is_told_and_tried_no_connection_for() -> None:
    names = Names([("127.0.0.1", 1)])
    async with kept(names) as it:
        it.configure(replace(UPSTREAM, user="x" * 21))

        step, reason = await it.lost()

    assert step == "configuration"
    assert "user name of 21 bytes" in reason
    assert names.asked == []


# what the system says                                     what the log says
REASONS: list[tuple[OSError, str]] = [
    (OSError(errno.ECONNREFUSED, "x"), "card.home.lan refuses connections at port"),
    (OSError(errno.EHOSTUNREACH, "x"), "there is no way to card.home.lan"),
    (OSError(errno.ENETUNREACH, "x"), "there is no way to card.home.lan"),
    (socket.gaierror(socket.EAI_NONAME, "No such"), "the name card.home.lan is not"),
    (socket.gaierror(socket.EAI_AGAIN, "Temporary"), "the name card.home.lan is not"),
    (socket.gaierror(socket.EAI_FAIL, "It is broken"), "It is broken"),
    (OSError(errno.EMFILE, "x"), os.strerror(errno.EMFILE)),
    (OSError("said in words"), "said in words"),
]


@pytest.mark.parametrize(("error", "says"), REASONS)
def test_the_reason_is_in_plain_words(error: OSError, says: str) -> None:
    assert _why(error, UPSTREAM).startswith(says)


# New settings


@pytest.mark.asyncio
async def test_new_settings_touch_no_line_that_is_in_both() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port, kept(Names([("127.0.0.1", port)])) as it:
        other = replace(UPSTREAM, key="other", user="other")
        it.configure(UPSTREAM)
        await it.ready()
        stays = server.peer

        it.configure(UPSTREAM, other)
        await it.ready()
        leaves = server.peer
        it.configure(UPSTREAM)
        await leaves.end()

        assert not stays.transport.is_closing()
        assert len(server.peers) == 2


@pytest.mark.asyncio
async def test_a_changed_password_is_a_new_connection_and_core_knows() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port, kept(Names([("127.0.0.1", port)])) as it:
        it.configure(UPSTREAM)
        await it.ready()
        old = server.peer

        server.password = Secret(b"another one")
        it.configure(replace(UPSTREAM, password=server.password))

        lost = await it.script.heard.next(events.LineLost)
        assert lost == events.LineLost(
            "key", "configuration", "its C: line was changed"
        )
        await it.ready()
        await old.end()
        assert server.peer is not old


@pytest.mark.asyncio
async def test_a_line_that_goes_and_comes_back_at_once_is_there() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port, kept(Names([("127.0.0.1", port)])) as it:
        it.configure(UPSTREAM)
        await it.ready()

        it.configure()
        it.configure(UPSTREAM)

        await it.ready()
        assert len(server.peers) == 2


@pytest.mark.asyncio
async def test_a_new_keepalive_time_reaches_the_lines_that_stay() -> None:
    server = FakeServer(identity=PLAIN)
    async with serving(server) as port, kept(Names([("127.0.0.1", port)])) as it:
        it.configure(UPSTREAM)
        await it.ready()

        it.configure(UPSTREAM, keep_alive_s=5.0)

        [connection] = it.supervisor._connections.values()
        assert connection.keep_alive_s == 5.0


@pytest.mark.parametrize("when", ["look-up", "connect", "pause"])
@pytest.mark.asyncio
async def test_a_line_can_be_ended_at_any_moment(when: str) -> None:
    never: asyncio.Future[NoReturn] = asyncio.get_running_loop().create_future()

    async def hanging(host: str, port: int) -> tuple[Address, ...]:
        del host, port
        return await never

    async with full_port() as full:
        names: dict[str, LookUp] = {
            "look-up": hanging,
            "connect": Names([("127.0.0.1", full)]),
            "pause": Names([("203.0.113.1", 1)]),
        }
        async with kept(names[when]) as it:
            it.configure(UPSTREAM)
            if when == "pause":
                await it.lost()
            await turns()

            it.configure()
            await turns()

            assert it.is_idle()
