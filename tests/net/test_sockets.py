"""How our TCP connections are set, and how they end."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hearth.net import sockets


class Plain(asyncio.Protocol):
    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.paused = False
        self.lost = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def pause_writing(self) -> None:
        self.paused = True

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set()


@asynccontextmanager
async def connection() -> AsyncIterator[tuple[Plain, asyncio.Transport, socket.socket]]:
    """Give our end, and the far end as a socket that nobody reads."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as server:
        protocol = Plain()
        await loop.create_connection(lambda: protocol, *server.getsockname())
        far = server.accept()[0]
    assert protocol.transport is not None
    with far:
        yield protocol, protocol.transport, far
        protocol.transport.abort()
        await protocol.lost.wait()


@pytest.mark.asyncio
async def test_the_system_tells_how_long_the_network_takes() -> None:
    async with connection() as (_, transport, _far):
        trip = sockets.round_trip(transport)

    assert trip is not None
    assert 0 < trip.least_s <= trip.usual_s < 1  # the loopback of a busy machine
    assert 0 <= trip.jitter_s < 1


def test_without_a_connection_nobody_knows_how_long_it_takes() -> None:
    assert sockets.round_trip(None) is None


@pytest.mark.asyncio
async def test_small_messages_do_not_wait_and_silence_is_noticed() -> None:
    async with connection() as (_, transport, _far):
        sockets.tune(transport, 1.5)

        sock = transport.get_extra_info("socket")
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        silence_ms = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert silence_ms == 1000  # less than 1500: see there
        assert transport.get_write_buffer_limits()[1] == sockets.WRITE_LIMIT


@pytest.mark.asyncio
async def test_a_system_without_user_timeout_does_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(socket, "TCP_USER_TIMEOUT")

    async with connection() as (_, transport, _far):
        sockets.tune(transport, 1.5)

        sock = transport.get_extra_info("socket")
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_transport_without_a_socket_is_left_alone() -> None:
    class Buffered(asyncio.Transport):
        high: int | None = None

        def set_write_buffer_limits(
            self, high: int | None = None, low: int | None = None
        ) -> None:
            self.high = high

    transport = Buffered()

    sockets.tune(transport, 1.5)

    assert transport.high == sockets.WRITE_LIMIT


@pytest.mark.asyncio
async def test_an_end_is_polite_where_all_is_sent() -> None:
    async with connection() as (protocol, transport, far):
        transport.write(b"the last words")

        sockets.end(transport)
        await protocol.lost.wait()

        assert far.recv(100) == b"the last words"
        assert far.recv(100) == b""


@pytest.mark.asyncio
async def test_an_end_does_not_wait_for_who_does_not_read() -> None:
    async with connection() as (protocol, transport, _far):
        while not transport.get_write_buffer_size():
            transport.write(bytes(1_000_000))

        sockets.end(transport)

        async with asyncio.timeout(5):
            await protocol.lost.wait()


# what the system says                                   what the log says
REASONS: list[tuple[Exception, str]] = [
    (ConnectionResetError(errno.ECONNRESET, "x"), "the other end broke it off"),
    (BrokenPipeError(errno.EPIPE, "x"), "the other end broke it off"),
    (TimeoutError(errno.ETIMEDOUT, "x"), "no sign of life"),
    (OSError(errno.EHOSTUNREACH, "x"), "no sign of life"),
    (OSError(errno.ENETUNREACH, "x"), "no sign of life"),
    (OSError(errno.ENOBUFS, "x"), "No buffer space available"),
    (OSError("said in words"), "said in words"),
    (ValueError("said in words"), "said in words"),
]


@pytest.mark.parametrize(("error", "says"), REASONS)
def test_the_reason_of_an_end_is_in_plain_words(error: Exception, says: str) -> None:
    assert sockets.why_lost(error).startswith(says)
    assert "Errno" not in sockets.why_lost(error)
