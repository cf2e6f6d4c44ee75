"""A pause that grows with each failure: for lines that fail and lines that are down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

FIRST_S: Final = 1.0  # a server that restarts is back within a second or two
LONGEST_S: Final = 60.0  # a line that comes back is in use again within a minute
JITTER: Final = 0.2  # of the pause, so that lines of one house do not knock together


class GrowingPause:
    """
    1 s after the first failure, then twice as long each time, up to 60 s.

    Args:
        chance: Gives a number from 0 to 1, for the jitter.

    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0

    def fail(self) -> float:
        """Count a failure; return the pause in seconds, with its jitter."""
        pause = min(LONGEST_S, FIRST_S * 2.0 ** min(self._failures, 10))
        self._failures += 1
        return pause * (1 - JITTER * self._chance())

    def succeed(self) -> None:
        """Begin again with the shortest pause at the next failure."""
        self._failures = 0
