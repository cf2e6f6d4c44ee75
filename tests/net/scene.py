"""A home on loopback: servers that hold cards, Hearth, receivers; ends in order."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
from contextlib import AsyncExitStack
from dataclasses import replace
from types import TracebackType
from typing import Self

import pytest

from hearth.config.meaning.model import AccountSettings, LineSettings, Settings
from hearth.core.observations import Observation
from hearth.daemon import Hearth
from hearth.net.lookup import LookUp, look_up
from hearth.secret import Secret
from hearth.wire.cccam.messages import Identity
from tests.net.peers import OURS, PLAIN, FakeReceiver, FakeServer, Mailbox

PASSWORD = b"open sesame"


class Seen(Mailbox):
    """An observer: what core has seen, to be waited for."""

    def __call__(self, observation: Observation, now: float) -> None:
        del now
        self.put(observation)


def account(
    name: str, password: bytes = PASSWORD, host: str | None = None
) -> AccountSettings:
    return AccountSettings(
        name=name, raw_name=name.encode(), password=Secret(password), host=host
    )


def line(
    port: int, host: str = "127.0.0.1", password: bytes = b"line password"
) -> LineSettings:
    return LineSettings(
        host=host, port=port, user="house", raw_user=b"house", password=Secret(password)
    )


LIVING_ROOM = Settings(
    listen_port=0, channel_info_file=None, accounts=(account("livingroom"),)
)


class Scene:
    """Whatever is put in it ends with it, the last first."""

    def __init__(self) -> None:
        self.seen = Seen()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._stack.__aexit__(kind, error, traceback)

    async def server(
        self, server: FakeServer | None = None, host: str = "127.0.0.1", port: int = 0
    ) -> FakeServer:
        server = server or FakeServer()
        self._stack.push_async_callback(server.close)
        await server.open(host, port)
        return server

    async def hearth(
        self,
        *servers: FakeServer,
        settings: Settings = LIVING_ROOM,
        look_up: LookUp = look_up,
    ) -> Hearth:
        if servers:
            settings = replace(settings, lines=tuple(line(s.port) for s in servers))
        return await self._stack.enter_async_context(
            Hearth(
                settings,
                node_id=OURS.node_id,
                observers=[self.seen],
                chance=lambda: 0.0,
                look_up=look_up,
            )
        )

    async def stranger(
        self,
        port: int | None,
        user: str = "livingroom",
        password: bytes = PASSWORD,
        *,
        identity: Identity = PLAIN,
        host: str = "127.0.0.1",
        source: str | None = None,
    ) -> FakeReceiver:
        """Connect a receiver that may or may not be let in."""
        assert port is not None
        receiver = FakeReceiver(user, password, identity)
        self._stack.push_async_callback(receiver.close)
        await receiver.connect(port, host, source)
        return receiver

    async def receiver(
        self, hearth: Hearth, user: str = "livingroom", *, identity: Identity = PLAIN
    ) -> tuple[FakeReceiver, int]:
        """Connect a receiver; wait until it has its card and all is quiet."""
        receiver = await self.stranger(hearth.port, user, identity=identity)
        return receiver, await receiver.settle()


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(
    not _has_ipv6(), reason="the loopback of this machine has no IPv6 address"
)


def free_port() -> int:
    """Find a port to listen at, from those that no outgoing connection uses."""
    while True:
        port = random.randrange(20_000, 30_000)
        with contextlib.suppress(OSError), socket.create_server(("", port)):
            return port


async def turns(count: int = 5) -> None:
    """Let everything that can happen without bytes from outside happen."""
    for _ in range(count):
        await asyncio.sleep(0)
