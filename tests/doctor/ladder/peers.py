"""Fake servers on loopback: each goes wrong at one step."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from hearth.doctor.ladder.climb import Climber
from hearth.doctor.ladder.patience import Patience
from hearth.net.settings import Upstream
from hearth.secret import Secret
from hearth.wire.cccam.login import make_seed
from tests.net.peers import OURS

QUICK = Patience(look_up_s=0.3, connect_s=0.3, log_in_s=0.3, cards_s=0.3, answer_s=0.3)
PATIENT = Patience(look_up_s=5, connect_s=5, log_in_s=5, cards_s=5, answer_s=5)
PASSWORD = Secret(b"very-secret")
CLIMBER = Climber(identity=OURS, patience=QUICK)

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def upstream(port: int, host: str = "127.0.0.1") -> Upstream:
    return Upstream("line", host, port, "hearth", PASSWORD)


@asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[int]:
    """Listen on loopback, and talk so with each who comes; gives the port."""
    ended = asyncio.Event()

    async def with_one(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            ended.set()

    server = await asyncio.start_server(with_one, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        async with asyncio.timeout(5):
            await ended.wait()


async def until_it_ends(reader: asyncio.StreamReader) -> None:
    while await reader.read(1024):
        pass


def saying(data: bytes, *, then_closes: bool = False) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        if not then_closes:
            await until_it_ends(reader)

    return talk


def after_the_password(then: bytes | None) -> Talk:
    """Send a seed, take name and password, say something or close."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(make_seed(bytes(range(12))))
        await reader.readexactly(46)
        if then is not None:
            writer.write(then)
            await until_it_ends(reader)

    return talk
