"""The limits of connections: who dawdles, who crowds, who smuggles."""

from __future__ import annotations

import asyncio
import socket

import pytest

from hearth.web.access.connections import (
    MAX_CONNECTIONS,
    MAX_HEADERS,
    REQUEST_S,
    Connection,
    Connections,
)
from hearth.web.access.gate import OFF
from hearth.web.server import WebServer
from tests.web.access.scene import (
    Ours,
    browser,
    send_raw,
    serving,
    settled,
    until,
)

GET = b"GET /info HTTP/1.1\r\nHost: pi\r\n\r\n"


def open_in(server: WebServer) -> list[Connection]:
    """Give the connections, the one that has waited longest first."""
    if server._connections is None:  # the pages are still being made
        return []
    found = server._connections._state.connections
    taken = [it for it in found if isinstance(it, Connection)]
    return sorted(taken, key=lambda it: it.idle_since)


async def connect(
    server: WebServer, data: bytes = b""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    assert server.port
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(data)
    return reader, writer


async def until_open(server: WebServer, count: int) -> None:
    await until(lambda: len(open_in(server)) == count)


async def ended(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Wait for the other end to break off."""
    try:
        async with asyncio.timeout(5):
            await reader.read()
    except ConnectionError:
        return True
    finally:
        writer.close()
        await settled(writer)
    return True


@pytest.mark.asyncio
async def test_a_slow_request_blocks_nobody_and_is_cut_off() -> None:
    async with serving() as server, browser(server) as client:
        slow = await connect(server, b"GET / HTTP/1.1\r\nHost: p")
        await until_open(server, 1)
        (connection,) = open_in(server)
        deadline = connection._deadline

        assert (await client.get("/info")).status_code == 200
        slow[1].write(b"i\r\nX-Slow: 1\r\n")
        assert (await client.get("/info")).status_code == 200
        assert connection._deadline is deadline  # more bytes win no time
        assert deadline is not None
        assert deadline.when() <= connection.loop.time() + REQUEST_S

        connection.abort()
        assert await ended(*slow)


@pytest.mark.parametrize(
    "sent", [b"", b"GET /", GET[:-2]], ids=["nothing", "a bit", "most"]
)
@pytest.mark.asyncio
async def test_who_does_not_finish_a_request_in_time_is_cut_off(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearth.web.access.connections.REQUEST_S", 0.01)
    async with serving() as server:
        assert await send_raw(server.port, sent) == b""


@pytest.mark.asyncio
async def test_a_slow_body_is_cut_off_too() -> None:
    head = b"POST /change HTTP/1.1\r\nHost: pi\r\nContent-Length: 9\r\n\r\nx"
    async with serving() as server:
        slow = await connect(server, head)
        await until_open(server, 1)
        (connection,) = open_in(server)
        await until(lambda: not connection.is_idle)

        assert connection._deadline is not None
        connection.abort()
        assert await ended(*slow)


@pytest.mark.asyncio
async def test_a_whole_request_ends_the_deadline() -> None:
    async with serving() as server:
        reader, writer = await connect(server, GET)
        assert await reader.readline()
        (connection,) = open_in(server)
        assert connection._deadline is None

        writer.write(GET[:9])
        await until(lambda: connection._deadline is not None)
        writer.close()
        await settled(writer)


@pytest.mark.asyncio
async def test_a_flood_of_silent_connections_keeps_nobody_out() -> None:
    async with serving() as server, browser(server) as client:
        flood = [await connect(server, b"GET /") for _ in range(2 * MAX_CONNECTIONS)]
        answer = await client.get("/info")
        held = len(open_in(server))
        for _, writer in flood:
            writer.close()
            await settled(writer)

    assert answer.status_code == 200
    assert held <= MAX_CONNECTIONS


@pytest.mark.asyncio
async def test_who_is_being_answered_is_not_thrown_out() -> None:
    ours = Ours()
    async with (
        serving(ours=ours) as server,
        browser(server) as client,
        client.stream("GET", "/events") as events,
    ):
        await ours.streaming.wait()
        flood = [await connect(server) for _ in range(2 * MAX_CONNECTIONS)]
        await until_open(server, MAX_CONNECTIONS)
        for _, writer in flood:
            writer.close()
            await settled(writer)
        assert not ours.stream_ended.is_set()
        assert not events.is_closed


@pytest.mark.asyncio
async def test_with_every_place_taken_by_streams_the_next_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hearth.web.access.connections.MAX_CONNECTIONS", 1)
    ours = Ours()
    async with (
        serving(ours=ours) as server,
        browser(server) as client,
        client.stream("GET", "/events"),
    ):
        await ours.streaming.wait()
        assert await send_raw(server.port, GET) == b""
        assert not ours.stream_ended.is_set()


@pytest.mark.asyncio
async def test_headers_without_end_are_refused() -> None:
    endless = b"GET / HTTP/1.1\r\nX: " + b"x" * (2 * MAX_HEADERS)
    async with serving() as server:
        answer = await send_raw(server.port, endless)

    assert answer == b"" or b" 400 " in answer.splitlines()[0]


# what it shows                method   lines behind the first, and the body
SMUGGLED = [
    ("two lengths",            "POST",  "Content-Length: 1\nContent-Length: 2\n\nab"),
    ("a negative length",      "POST",  "Content-Length: -1\n\n"),
    ("an unknown coding",      "POST",  "Transfer-Encoding: x, chunked\n\n"),
    ("a blank in a name",      "GET",   "X : y\n\n"),
    ("a bare CR",              "GET",   "X: y\rZ: y\n\n"),
    ("a NUL",                  "GET",   "X: y\0\n\n"),
    ("no HTTP",                "\x16\x03\x01", "\n"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "method", "rest"), SMUGGLED)
@pytest.mark.asyncio
async def test_what_could_be_read_in_two_ways_is_refused(
    shows: str, method: str, rest: str
) -> None:
    head = f"{method} / HTTP/1.1\r\nConnection: close\r\nHost: pi\r\n"
    rest = rest.replace("\n", "\r\n")
    async with serving() as server:
        answer = await send_raw(server.port, f"{head}{rest}".encode())

    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 501")), shows


@pytest.mark.asyncio
async def test_a_name_on_two_lines_is_read_as_one_that_is_not_ours() -> None:
    folded = b"GET / HTTP/1.1\r\nConnection: close\r\nHost: pi\r\n .evil\r\n\r\n"
    async with serving() as server:
        assert b" 421 " in (await send_raw(server.port, folded)).splitlines()[0]


@pytest.mark.asyncio
async def test_two_requests_at_once_are_answered_one_after_the_other() -> None:
    last = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    async with serving() as server:
        answer = await send_raw(server.port, GET + last)

    assert answer.count(b"HTTP/1.1 200") == 2


@pytest.mark.asyncio
async def test_a_web_socket_is_only_a_request() -> None:
    upgrade = (
        b"GET /info HTTP/1.1\r\nHost: pi\r\nConnection: Upgrade\r\n"
        b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    async with serving() as server:
        reader, writer = await connect(server, upgrade)
        first = await reader.readline()
        writer.close()
        await settled(writer)

    assert b" 200 " in first


@pytest.mark.asyncio
async def test_a_connection_from_elsewhere_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "hearth.web.access.connections.lets_in", lambda transport, *, external: False
    )
    async with serving() as server:
        assert await send_raw(server.port, GET) == b""
        assert len(open_in(server)) == 0


@pytest.mark.asyncio
async def test_without_connections_there_is_nothing_to_end() -> None:
    async def app(scope: object, receive: object, send: object) -> None: ...

    connections = Connections(app, lambda: OFF.external_access)
    await connections.close()

    assert len(connections) == 0


@pytest.mark.asyncio
async def test_what_is_written_is_sent_at_once() -> None:
    async with serving() as server:
        reader, writer = await connect(server, GET)
        assert await reader.readline()
        (connection,) = open_in(server)
        sock = connection.transport.get_extra_info("socket")

        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        writer.close()
        await settled(writer)
