"""Processor time of `hearth serve` while 16 receivers are connected and nobody zaps."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import home
from bench.report import Row, at_most
from hearth.lab.load import load_receivers

SECONDS: Final = 65.0  # two keepalives of each connection


def measure(folder: Path) -> Iterator[Row]:
    """Log 16 receivers in, leave them alone, and look at the processor time."""

    async def stay() -> float:
        for receiver in receivers:
            await receiver.log_in()
        before = hearth.cpu_s()
        await asyncio.sleep(SECONDS)
        used = hearth.cpu_s() - before
        for receiver in receivers:
            receiver.close()
        return used

    with (
        home.card(folder) as card,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
    ):
        upstreams = home.boxes(hearth, home.RECEIVERS)
        receivers = load_receivers(upstreams, distinct=1)
        used = asyncio.run(stay())
    yield at_most("of a core, 16 receivers idle", 100 * used / SECONDS, 0.2, "%")
