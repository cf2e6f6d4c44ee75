"""A flood from one address of the home: what it does to the other receivers' p99."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

from bench import home
from bench.report import Row, at_most, told
from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.load import load_receivers
from hearth.lab.receiver import LabReceiver
from hearth.lab.scenario.report import times_of
from hearth.lab.viewer import Outcome, Viewer, stay_forever
from hearth.net.settings import Upstream

BOXES: Final = 8  # that behave; the ninth's account floods
PERIOD_S: Final = 0.25  # so that a p99 is of a thousand answers within a minute
PHASE_S: Final = 20.0
CARD_MS: Final = "40"
FLOODER: Final = "127.0.0.99"
AT_ONCE: Final = 64  # connections
WINDOW: Final = 64  # questions under way at a time, where a receiver has one or two

Flood = Callable[[Upstream], Awaitable[None]]


async def _connections(hearth: Upstream) -> None:
    """Connect and go, as fast as it goes."""
    while True:
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(_connection(hearth, b"", 0.0))


async def _half_log_ins(hearth: Upstream) -> None:
    """Answer the seed with rubbish, and stay for a moment."""
    while True:
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(_connection(hearth, bytes(20), 0.05))


async def _connection(hearth: Upstream, data: bytes, stays_s: float) -> None:
    with contextlib.suppress(OSError):
        _, writer = await asyncio.open_connection(
            hearth.host, hearth.port, local_addr=(FLOODER, 0)
        )
        writer.write(data)
        await asyncio.sleep(stays_s)
        writer.transport.abort()


async def _keep_alives(hearth: Upstream) -> None:
    """Log in, and send nothing but keepalives."""
    receiver = load_receivers([hearth], distinct=1)[0]
    await receiver.log_in()
    while True:
        receiver.keep_alive()
        await asyncio.sleep(0.0005)


async def _questions(hearth: Upstream) -> None:
    """Log in, and ask far beyond what a receiver asks."""
    receiver = load_receivers([hearth], distinct=2_000, window=WINDOW)[0]
    await receiver.log_in()
    await receiver.run(float("inf"))


FLOODS: Final[dict[str, Flood]] = {
    "connections": _connections,
    "half log-ins": _half_log_ins,
    "keepalives": _keep_alives,
    "questions": _questions,
}


class _Watched:
    """Receivers that behave, and the times of their answers."""

    def __init__(self, upstreams: list[Upstream]) -> None:
        self.times: list[float] = []
        broadcast = Broadcast(period_s=PERIOD_S, staggered=True)
        self.receivers = [
            LabReceiver(
                upstream,
                Viewer(broadcast, stay_forever(ServiceId(0x2001 + n)), told=self._told),
            )
            for n, upstream in enumerate(upstreams)
        ]

    def _told(self, outcome: Outcome) -> None:
        self.times.append(outcome.after_s)

    def take(self) -> float:
        """Give the p99 since it was last taken, in ms."""
        times, self.times = self.times, []
        return 1000 * (times_of(times).p99_s or float("inf"))

    async def phase(self, flood: Awaitable[None] | None = None) -> float:
        """Watch for a while, perhaps during a flood; give the p99."""
        self.take()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PHASE_S):
                await (flood or asyncio.Event().wait())
        return self.take()


async def _measure(upstreams: list[Upstream]) -> dict[str, tuple[float, float]]:
    watched = _Watched(upstreams[:BOXES])
    found = {}
    async with asyncio.TaskGroup() as group:
        for receiver in watched.receivers:
            group.create_task(receiver.run())
        await watched.phase()
        for name, flood in FLOODS.items():
            before = await watched.phase()
            found[name] = (before, await watched.phase(flood(upstreams[BOXES])))
        for receiver in watched.receivers:
            receiver.stop()
    seen = [receiver.statistics for receiver in watched.receivers]
    assert all(statistics.all_right for statistics in seen), "an answer was not right"
    return found


def measure(folder: Path) -> Iterator[Row]:
    """Measure the p99 of eight receivers before and during each flood."""
    with (
        home.card(folder, "--delay", CARD_MS) as card,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
    ):
        found = asyncio.run(_measure(home.boxes(hearth, BOXES + 1)))
    for name, (before, during) in found.items():
        yield told(f"p99 before a flood of {name}", before, "ms")
        yield at_most(f"p99 during it, against before: {name}", during / before, 2, "x")
