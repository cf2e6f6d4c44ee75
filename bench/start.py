"""From the start of `hearth serve` until it listens with its configuration read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import home
from bench.report import Row, at_most, middle

STARTS: Final = 9


def measure(folder: Path) -> Iterator[Row]:
    """Start it several times; take the median."""
    seconds = []
    for _ in range(STARTS):
        with home.hearth(folder, "127.0.0.1 9") as hearth:
            seconds.append(hearth.start_s)
    yield at_most(f'start to "ready", median of {STARTS}', middle(seconds), 0.3, "s")
