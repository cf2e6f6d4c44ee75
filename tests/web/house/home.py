"""A whole home: two cards, `hearth serve` as a process, receivers that watch."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.viewer import Viewer, stay_forever
from hearth.net.settings import Upstream
from hearth.secret import Secret
from tests.cli.serving import PATIENCE_S, Serving, serving
from tests.net.scene import free_port

PERIOD_S: Final = 1.0  # short, and long enough for a machine with a lot to do
AGAIN_S: Final = 0.05  # receivers come back sooner than real ones
CARD_USER: Final = "house"
CARD_PASSWORD: Final = "card-k7wm-x3fd"
CHANNELS: Final = {"livingroom": "Hearth One HD", "kitchen": "Hearth Sport"}
FIRST_SERVICE: Final = 0x1234


def password_of(name: str) -> str:
    return f"box-9hra-{name}"


@dataclass
class House:
    """
    A home that runs.

    Attributes:
        config: The CCcam.cfg.
        port: Where receivers log in.
        web_port: Where the pages are.
        cards: The two servers that hold a card, the preferred one first.
        group: Owns the receivers.
        receivers: By name.

    """

    config: Path
    port: int
    web_port: int
    cards: list[LabCardServer]
    group: asyncio.TaskGroup
    receivers: dict[str, LabReceiver] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def lines(self) -> list[str]:
        """The names of the two lines, as the pages have them."""
        return [f"127.0.0.1:{card.port}" for card in self.cards]

    @property
    def secrets(self) -> list[str]:
        return [CARD_PASSWORD, *map(password_of, CHANNELS)]

    def write(self, *more: str) -> None:
        """Write the CCcam.cfg, with more lines."""
        lines = [
            f"SERVER LISTEN PORT : {self.port}",
            f"WEBINFO LISTEN PORT : {self.web_port}",
            f"CHANNELINFO FILE : {self.config.with_name('CCcam.channelinfo')}",
            *(f"F: {name} {password_of(name)}" for name in CHANNELS),
            *(f"C: 127.0.0.1 {c.port} {CARD_USER} {CARD_PASSWORD}" for c in self.cards),
            *more,
        ]
        self.config.write_text("".join(f"{line}\n" for line in lines))
        self.config.chmod(0o600)

    @asynccontextmanager
    async def serving(self, *ready: str) -> AsyncIterator[Serving]:
        """Run `hearth serve` until both lines are up; end it with the block."""
        async with serving(self.config, impatient=True) as it:
            await says(it, "ready: ", " is up", " is up", *ready)
            yield it

    async def watch(self, names: Iterable[str] = CHANNELS) -> None:
        """Switch receivers on, and wait until each has had a key."""
        for name in names:
            await self.switch_on(name, password_of(name))

    async def switch_on(
        self, name: str, password: str, host: str = "127.0.0.1"
    ) -> LabReceiver:
        """Switch a receiver on, and wait until it has had a key."""
        receiver = self.connect(name, password, host)
        async with asyncio.timeout(PATIENCE_S):
            await receiver.watch.until(lambda: receiver.statistics.right > 0)
        return receiver

    def connect(
        self, name: str, password: str, host: str, again_s: float = AGAIN_S
    ) -> LabReceiver:
        """Switch a receiver on, whatever becomes of it."""
        assert name not in self.receivers
        service = ServiceId(FIRST_SERVICE + len(self.receivers))
        viewer = Viewer(Broadcast(PERIOD_S), stay_forever(service))
        upstream = Upstream(name, host, self.port, name, Secret(password.encode()))
        receiver = LabReceiver(upstream, viewer, reconnect_s=again_s)
        self.receivers[name] = receiver
        self.group.create_task(receiver.run())
        return receiver

    async def switch_off(self, name: str) -> None:
        receiver = self.receivers.pop(name)
        receiver.stop()
        async with asyncio.timeout(PATIENCE_S):
            await receiver.watch.until(lambda: receiver.state is State.OFF)

    async def kill_card(self, number: int) -> None:
        """End a card's server at once, as if its plug were pulled."""
        await self.cards[number].__aexit__(None, None, None)


@asynccontextmanager
async def house(folder: Path, *more: str) -> AsyncIterator[House]:
    """
    Build a home; Hearth is yet to be started.

    Args:
        folder: For its files.
        more: Further lines of its CCcam.cfg.

    """
    async with AsyncExitStack() as stack:
        accounts = {CARD_USER: Secret(CARD_PASSWORD.encode())}
        cards = [
            await stack.enter_async_context(
                LabCardServer(accounts, reader=CardReader(CardBehaviour(delay_s=0.02)))
            )
            for _ in range(2)
        ]
        group = await stack.enter_async_context(asyncio.TaskGroup())
        home = House(folder / "CCcam.cfg", free_port(), free_port(), cards, group)
        home.write(*more)
        names = (
            f'4ada:000000:{FIRST_SERVICE + i:04x} "{name}"\n'
            for i, name in enumerate(CHANNELS.values())
        )
        (folder / "CCcam.channelinfo").write_text("".join(names))
        try:
            yield home
        finally:
            for name in list(home.receivers):
                await home.switch_off(name)


async def says(it: Serving, *texts: str) -> None:
    """Wait until the log has a line for each of these, in whatever order."""
    left = list(texts)
    while left:
        line = await it.says("")
        found = next((text for text in left if text in line), None)
        if found is not None:
            left.remove(found)


async def end(it: Serving) -> float:
    """Send SIGTERM; give the seconds until it had ended."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    it.send(signal.SIGTERM)
    assert await it.ends() == 0
    return loop.time() - began
