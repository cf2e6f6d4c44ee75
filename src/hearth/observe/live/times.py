"""The last answer times of a receiver or a line."""

from __future__ import annotations

from collections import deque
from typing import Final

from hearth.observe.live.verdicts import percentiles

SAMPLES: Final = 64  # as core's own usual time: ten minutes of one receiver


class Times:
    """The last times, and their percentiles, worked out when they are asked for."""

    def __init__(self) -> None:
        self._samples: deque[float] = deque(maxlen=SAMPLES)
        self._percentiles: tuple[float, float, float] | None = (0.0, 0.0, 0.0)

    def __len__(self) -> int:
        return len(self._samples)

    def add(self, seconds: float) -> None:
        """Take one answer's time."""
        self._samples.append(seconds)
        self._percentiles = None

    @property
    def last(self) -> float:
        """The newest, 0.0 before the first."""
        return self._samples[-1] if self._samples else 0.0

    def percentiles(self) -> tuple[float, float, float]:
        """Give p50, p95 and p99; 0.0 each before the first."""
        if self._percentiles is None:
            self._percentiles = percentiles(self._samples)
        return self._percentiles
