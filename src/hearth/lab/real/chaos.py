"""
Chaos around a real ``hearth serve``: everything at once, seeded.

Three lines: one is a process that is stopped and killed, one is behind a
network that falls silent and ends, one is well. Receivers that behave must
not notice anything of it, nor of those that do not.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.load import LoadReceiver, prepare
from hearth.lab.real.home import free_port
from hearth.lab.real.relay import HOST, Relay
from hearth.lab.receiver import LabReceiver
from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.viewer import Viewer, zap
from hearth.net.settings import Upstream
from hearth.secret import Secret

GOOD: Final = ("livingroom", "kitchen", "bedroom", "kids")
WILD: Final = ("fleamarket", "attic")
CARD: Final = CardBehaviour(delay_s=0.02, jitter_s=0.01)
PERIOD_S: Final = 1.0
ZAP_S: Final = 7.0
USER: Final = "lab"
PASSWORD: Final = "made-up"  # noqa: S105  # opens nothing but a made-up card
STEP_S: Final = 0.5  # from one thing that happens to the next, about
RUBBISH: Final = 40  # connections in one go


@dataclass(frozen=True, slots=True)
class Size:
    """What a process takes: open descriptors, and memory that is its own."""

    descriptors: int
    memory_kb: int

    @classmethod
    def of(cls, pid: int) -> Size:
        """Look at a process."""
        status = Path(f"/proc/{pid}/status").read_text()
        found = re.search(r"^RssAnon:\s+(\d+)", status, re.MULTILINE)
        assert found is not None
        return cls(len(list(Path(f"/proc/{pid}/fd").iterdir())), int(found[1]))


class CardProcess:
    """``hearth lab card`` as a process that can be stopped and killed."""

    def __init__(self) -> None:
        self.port = free_port()  # the same after each start
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it listens a moment later."""
        options = ["--port", str(self.port), "--delay", "20"]
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "hearth", "lab", "card", *options),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)

    async def kill(self) -> None:
        """End it, at once."""
        self.send(signal.SIGKILL)
        if self._process is not None:
            await self._process.wait()


class Chaos:
    """
    All that happens to a server, one thing after the other.

    Args:
        folder: Where its configuration is written.
        seed: Of the dice: the same one, the same things in the same order.

    Attributes:
        port: Where it is to listen.
        config: The file that it is to read.
        done: What has happened so far.

    """

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.port = free_port()
        self.config = folder / "CCcam.cfg"
        self.done: list[str] = []
        self._pid = 0
        self._dice = _dice(str(seed))
        self._reloads = 0
        self._card = CardProcess()
        self._relay: Relay
        self._last: LabCardServer

    @asynccontextmanager
    async def lines(self) -> AsyncIterator[None]:
        """Open the three lines, and write the configuration."""
        reader = partial(CardReader, CARD)
        accounts = {USER: Secret(PASSWORD.encode())}
        async with (
            LabCardServer(accounts, reader=reader()) as behind,
            LabCardServer(accounts, reader=reader()) as last,
            Relay(lambda: (HOST, behind.port), LinkBehaviour(), seed="a") as relay,
        ):
            self._relay, self._last = relay, last
            await self._card.start()
            self.write()
            try:
                yield
            finally:
                await self._card.kill()

    def write(self, *more: str) -> None:
        """Write the configuration; what is more in it changes nobody else's."""
        ports = (self._card.port, self._relay.port, self._last.port)
        text = [f"SERVER LISTEN PORT : {self.port}"]
        text += [f"C: {HOST} {port} {USER} {PASSWORD}" for port in ports]
        text += [f"F: {name} of-{name}" for name in (*GOOD, *WILD)]
        fresh = self.config.with_suffix(".new")
        fresh.write_text("\n".join([*text, *more]) + "\n")
        fresh.chmod(0o600)
        fresh.replace(self.config)

    async def go_on(self, seconds: float, pid: int) -> None:
        """Let one thing after the other happen, to the process of this number."""
        self._pid = pid
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        things = (
            self._stop_card,
            self._kill_card,
            self._fall_silent,
            self._close,
            self._reload,
            self._rubbish,
            self._half_log_ins,
            self._flood,
        )
        while loop.time() < ends:
            thing = self._dice.choice(things)
            self.done.append(thing.__name__.strip("_"))
            await thing()
            await asyncio.sleep(self._dice.uniform(0, STEP_S))
        await self._relay.change(LinkBehaviour())

    async def _stop_card(self) -> None:
        self._card.send(signal.SIGSTOP)
        await asyncio.sleep(self._dice.uniform(0.2, 2.0))
        self._card.send(signal.SIGCONT)

    async def _kill_card(self) -> None:
        await self._card.kill()
        await asyncio.sleep(self._dice.uniform(0, 0.5))
        await self._card.start()

    async def _fall_silent(self) -> None:
        await self._for_a_while(Way.SILENT)

    async def _close(self) -> None:
        await self._for_a_while(self._dice.choice((Way.CLOSED, Way.REJECTED)))

    async def _for_a_while(self, way: Way) -> None:
        await self._relay.change(replace(self._relay.behaviour, way=way))
        await asyncio.sleep(self._dice.uniform(0.2, 1.5))
        await self._relay.change(LinkBehaviour())

    async def _reload(self) -> None:
        """Change what touches none of the others, and say so."""
        self._reloads += 1
        self.write(f"F: guest{self._reloads} of-guest")
        os.kill(self._pid, signal.SIGHUP)

    async def _rubbish(self) -> None:
        """Open connections that say anything but CCcam."""
        await self._connections(
            lambda: self._dice.randbytes(self._dice.randrange(1, 2000))
        )

    async def _half_log_ins(self) -> None:
        """Open connections that say nothing, and stay for a moment."""
        await self._connections(lambda: b"")

    async def _connections(self, says: Callable[[], bytes]) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(RUBBISH):
                group.create_task(self._connection(says()))

    async def _connection(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(
                HOST, self.port, local_addr=("127.0.0.66", 0)
            )
            writer.write(data)
            await asyncio.sleep(0.2)
            writer.transport.abort()

    async def _flood(self) -> None:
        """Let a receiver ask as fast as it is answered, and go without a word."""
        name = self._dice.choice(WILD)
        service = ServiceId(0x5000 + self._dice.randrange(100))
        wild = LoadReceiver(
            upstream(self.port, name),
            prepare(400, service_id=service, first_period=self._dice.randrange(10**6)),
            service_id=service,
            window=8,
        )
        with contextlib.suppress(OSError, TimeoutError):
            await wild.log_in()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._dice.uniform(0.1, 1.0)):
                    await wild.run(float("inf"))
            wild.close()


def _dice(seed: str) -> Random:
    return Random(seed)  # noqa: S311  # made-up faults, no secrets


def upstream(port: int, name: str) -> Upstream:
    """Say how a receiver logs in."""
    return Upstream(name, HOST, port, name, Secret(f"of-{name}".encode()))


def well_behaved(port: int, seed: int) -> list[LabReceiver]:
    """Receivers that zap now and then, and ask once a second."""
    services = [ServiceId(0x1234 + n) for n in range(4)]
    return [
        LabReceiver(
            upstream(port, name),
            Viewer(
                Broadcast(period_s=PERIOD_S, staggered=True),
                zap(services, ZAP_S, _dice(f"{seed} {name}")),
            ),
        )
        for name in GOOD
    ]
