"""Connections that come before the pages are made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from hearth.web.access.waiting import MAX_WAITING, WaitingRoom
from tests.web.access.scene import until


class Echo(asyncio.Protocol):
    """Serves: sends back what comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(data)
        self.transport.close()


class Echoes:
    def make(self) -> Echo:
        return Echo()


@dataclass
class Scene:
    """A waiting room at a port, whose making goes on when the test lets it."""

    group: asyncio.TaskGroup
    maker: Echoes | None = field(default_factory=Echoes)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    begun: int = 0
    external: bool = True
    port: int = 0

    def __post_init__(self) -> None:
        self.room = WaitingRoom(self.load, self.group, lambda: self.external)

    async def load(self) -> Echoes | None:
        self.begun += 1
        await self.go_on.wait()
        return self.maker

    async def send(self, data: bytes) -> bytes:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(data)
            answer = await reader.read()
            writer.close()
        except ConnectionError:
            return b""
        return answer


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        it = Scene(group)
        server = await loop.create_server(it.room.make, "127.0.0.1", 0)
        it.port = server.sockets[0].getsockname()[1]
        yield it
        server.close()
        it.room.close()


@pytest.mark.asyncio
async def test_who_waits_is_served_when_it_is_made_and_who_comes_later_at_once() -> (
    None
):
    async with scene() as it, asyncio.TaskGroup() as group:
        early = [group.create_task(it.send(b"%d" % number)) for number in range(3)]
        await until(lambda: len(it.room) == 3)
        it.go_on.set()

        assert [await task for task in early] == [b"0", b"1", b"2"]
        assert await it.send(b"later") == b"later"
        assert (it.begun, len(it.room)) == (1, 0)


@pytest.mark.asyncio
async def test_who_does_not_wait_any_more_is_forgotten() -> None:
    async with scene() as it:
        _, writer = await asyncio.open_connection("127.0.0.1", it.port)
        await until(lambda: len(it.room) == 1)
        writer.transport.abort()
        await until(lambda: it.begun == 1)
        it.go_on.set()

        assert await it.send(b"next") == b"next"


@pytest.mark.asyncio
async def test_if_it_cannot_be_made_all_are_sent_away_and_the_next_tries_again() -> (
    None
):
    async with scene() as it:
        it.maker = None
        it.go_on.set()
        assert await it.send(b"x") == b""
        it.maker = Echoes()
        assert await it.send(b"y") == b"y"
        assert it.begun == 2


@pytest.mark.asyncio
async def test_there_is_room_for_so_many_and_at_the_end_for_nobody() -> None:
    async with scene() as it, asyncio.TaskGroup() as group:
        tasks = [group.create_task(it.send(b"x")) for _ in range(MAX_WAITING)]
        await until(lambda: len(it.room) == MAX_WAITING)
        assert await it.send(b"one too many") == b""

        it.room.close()
        assert {await task for task in tasks} == {b""}
