"""A network in between, on real sockets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hearth.lab.real.relay import HOST, Relay
from hearth.lab.scenario.behaviours import LinkBehaviour, Way

SOON_S = 5.0


@asynccontextmanager
async def echo() -> AsyncIterator[tuple[int, list[str]]]:
    """A server that says everything again, and from where it was asked."""
    asked: list[str] = []
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(writer.get_extra_info("peername")[0])
        writers.append(writer)
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(1000):
                writer.write(data)
        writer.close()

    server = await asyncio.start_server(serve, HOST, 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked
    for writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0)


@asynccontextmanager
async def relay(
    port: int, behaviour: LinkBehaviour | None = None
) -> AsyncIterator[Relay]:
    between = Relay(
        lambda: (HOST, port),
        behaviour or LinkBehaviour(),
        seed="a",
        source="127.0.0.77",
    )
    async with asyncio.timeout(SOON_S), between:
        yield between


async def said(reader: asyncio.StreamReader, size: int) -> bytes:
    return await reader.readexactly(size)


@pytest.mark.asyncio
async def test_it_carries_both_ways_with_its_delay_and_its_address() -> None:
    loop = asyncio.get_running_loop()
    async with echo() as (port, asked), relay(port) as between:
        await between.change(LinkBehaviour(delay_s=0.05))
        reader, writer = await asyncio.open_connection(HOST, between.port)
        began = loop.time()
        writer.write(b"hello")
        assert await said(reader, 5) == b"hello"
        assert loop.time() - began >= 0.1
        writer.close()
        await writer.wait_closed()

    assert asked == ["127.0.0.77"]


@pytest.mark.asyncio
async def test_a_closed_way_ends_connections_and_refuses_new_ones() -> None:
    async with echo() as (port, _), relay(port) as between:
        reader, writer = await asyncio.open_connection(HOST, between.port)
        writer.write(b"a")
        await said(reader, 1)
        await between.change(LinkBehaviour(way=Way.CLOSED))
        assert await reader.read() == b""
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(HOST, between.port)
        await between.change(LinkBehaviour())
        again, other = await asyncio.open_connection(HOST, between.port)
        other.write(b"b")
        assert await said(again, 1) == b"b"
        for each in (writer, other):
            each.close()


@pytest.mark.asyncio
async def test_a_way_that_rejects_breaks_connections_off() -> None:
    async with echo() as (port, _), relay(port) as between:
        reader, writer = await asyncio.open_connection(HOST, between.port)
        writer.write(b"a")
        await said(reader, 1)
        await between.change(LinkBehaviour(way=Way.REJECTED))
        with pytest.raises(ConnectionResetError):
            await reader.readexactly(1)
        writer.close()


@pytest.mark.asyncio
async def test_silence_keeps_what_is_said_and_gives_it_later() -> None:
    async with echo() as (port, _), relay(port) as between:
        reader, writer = await asyncio.open_connection(HOST, between.port)
        writer.write(b"a")
        await said(reader, 1)
        await between.change(LinkBehaviour(way=Way.SILENT))
        writer.write(b"b")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await said(reader, 1)
        await between.change(LinkBehaviour())
        assert await said(reader, 1) == b"b"
        writer.close()


@pytest.mark.asyncio
async def test_behind_silence_nobody_answers_a_connection() -> None:
    async with echo() as (port, _), relay(port) as between:
        await between.change(LinkBehaviour(way=Way.SILENT))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await asyncio.open_connection(HOST, between.port)
        await between.change(LinkBehaviour())
        _, writer = await asyncio.open_connection(HOST, between.port)
        writer.close()


@pytest.mark.asyncio
async def test_where_nobody_listens_the_connection_ends() -> None:
    async with relay(9) as between:
        reader, writer = await asyncio.open_connection(HOST, between.port)
        assert await reader.read() == b""
        writer.close()


@pytest.mark.asyncio
async def test_the_end_of_one_side_is_the_end_of_the_other() -> None:
    async with echo() as (port, _), relay(port) as between:
        reader, writer = await asyncio.open_connection(HOST, between.port)
        writer.write(b"a")
        await said(reader, 1)
        writer.write_eof()
        assert await reader.read() == b""
        writer.close()
