"""How many answers a second 16 receivers get in a closed loop, against a bare relay."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import home
from bench.report import Row, at_least, at_most, middle, told
from hearth.lab.load import LoadResult, closed_loop, load_receivers
from hearth.net.settings import Upstream

ROUNDS: Final = 12
SECONDS: Final = 1.2  # a round and way
DISTINCT: Final = 3000  # ECMs of each receiver: more than Hearth remembers


def _load(upstreams: list[Upstream]) -> LoadResult:
    receivers = load_receivers(upstreams, distinct=DISTINCT)
    result = asyncio.run(closed_loop(receivers, seconds=SECONDS))
    if not result.all_right:
        msg = "not every answer was right"
        raise RuntimeError(msg)
    return result


def measure(folder: Path) -> Iterator[Row]:
    """Load the relay and Hearth in turn; compare the medians of the rates."""
    with (
        home.card(folder) as card,
        home.relay(folder, card) as relay,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
    ):
        by_relay, by_hearth = [], []
        for _ in range(ROUNDS):
            by_relay.append(_load(home.straight(relay, home.RECEIVERS)))
            by_hearth.append(_load(home.boxes(hearth, home.RECEIVERS)))
    relay_rate = middle([result.rate for result in by_relay])
    hearth_rate = middle([result.rate for result in by_hearth])
    half, most = zip(*(r.percentiles(0.5, 0.99) for r in by_hearth), strict=True)
    yield told("answers through the relay", relay_rate, "/s")
    yield told("answers through Hearth", hearth_rate, "/s")
    yield at_least(
        "Hearth's rate against the relay's", hearth_rate / relay_rate, 0.5, "times"
    )
    yield told("Hearth's median answer time under this load", 1000 * middle(half), "ms")
    yield at_most("its p99 against its median", middle(most) / middle(half), 3, "times")
