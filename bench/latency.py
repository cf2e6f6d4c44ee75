"""What Hearth adds to an answer's time at one receiver, against a bare relay."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import home
from bench.processes import Running
from bench.report import Row, at_most, middle, told
from hearth.lab.load import closed_loop, load_receivers
from hearth.net.settings import Upstream

ROUNDS: Final = 12
QUESTIONS: Final = 400  # a round and way


def latencies(
    upstreams: list[Upstream], questions: int, first_period: int
) -> list[float]:
    """Ask one question after the other; return how long each answer took."""
    receivers = load_receivers(upstreams, distinct=questions, first_period=first_period)
    result = asyncio.run(closed_loop(receivers, questions=questions))
    if not result.all_right:
        msg = "not every answer was right"
        raise RuntimeError(msg)
    return list(result.latencies)


def measure(folder: Path) -> Iterator[Row]:
    """Ask in turn straight, through the relay and through Hearth; compare medians."""
    with (
        home.card(folder) as card,
        home.relay(folder, card) as relay,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
    ):
        ways: dict[str, tuple[Running, list[Upstream]]] = {
            "straight": (card, home.straight(card, 1)),
            "relay": (relay, home.straight(relay, 1)),
            "hearth": (hearth, home.boxes(hearth, 1)),
        }
        seen: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(ROUNDS):
            for name, (_, upstreams) in ways.items():
                seen[name] += latencies(upstreams, QUESTIONS, turn * QUESTIONS)
    median = {name: 1e6 * middle(values) for name, values in seen.items()}
    by_relay = median["relay"] - median["straight"]
    by_hearth = median["hearth"] - median["straight"]
    yield told(
        "median answer time, straight from the lab card", median["straight"], "us"
    )
    yield told("added by a bare asyncio relay", by_relay, "us")
    yield told("added by Hearth", by_hearth, "us")
    yield at_most("Hearth's part against the relay's", by_hearth / by_relay, 2, "times")
