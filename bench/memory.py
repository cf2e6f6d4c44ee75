"""Memory of `hearth serve` with 16 receivers, before and after a million ECMs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import home
from bench.report import Row, at_most, told
from hearth.lab.load import LoadReceiver, load_receivers

ECMS: Final = 1_000_000
DISTINCT: Final = 3000  # of each receiver: more than Hearth remembers
WARM_UP: Final = 2000  # of each receiver, before the first look under load


async def ask_all(receivers: list[LoadReceiver], questions: int) -> None:
    """Let every receiver ask as fast as it gets answers."""
    async with asyncio.TaskGroup() as group:
        for receiver in receivers:
            group.create_task(receiver.run(questions))


def measure(folder: Path) -> Iterator[Row]:
    """Look at the memory with everybody logged in, and after a million answers."""
    with (
        home.card(folder) as card,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
        asyncio.Runner() as runner,
    ):
        receivers = load_receivers(
            home.boxes(hearth, home.RECEIVERS), distinct=DISTINCT
        )
        for receiver in receivers:
            runner.run(receiver.log_in())
        idle = hearth.memory_mb()
        yield at_most("16 receivers logged in", idle, 30, "MB")
        yield told(
            "of that, not shared with files (RssAnon)",
            hearth.memory_mb("RssAnon"),
            "MB",
        )
        runner.run(ask_all(receivers, WARM_UP))
        warm = hearth.memory_mb()
        runner.run(ask_all(receivers, ECMS // home.RECEIVERS))
        after = hearth.memory_mb()
        right = sum(receiver.result.right for receiver in receivers)
        yield told("right answers since", right, "")
        yield told("memory after the first 32,000", warm, "MB")
        yield told("memory after a million", after, "MB")
        yield at_most("growth over the million", 100 * (after / warm - 1), 2, "%")
        yield at_most(
            "growth since everybody logged in", 100 * (after / idle - 1), 2, "%"
        )
        for receiver in receivers:
            receiver.close()
