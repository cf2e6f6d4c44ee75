"""Counts of a day, which begins at the household's own midnight."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Count:
    """Questions of a day, or card updates, and how many of them came to nothing."""

    asked: int = 0
    failed: int = 0

    def clear(self) -> None:
        """Begin a new day."""
        self.asked = self.failed = 0


def next_midnight(at: float) -> float:
    """
    Give the next local midnight after a moment, both in unix seconds.

    Where the clock skips midnight itself, a moment up to an hour after it.
    """
    local = time.localtime(at)
    midnight = (local.tm_year, local.tm_mon, local.tm_mday + 1, 0, 0, 0, 0, 0, -1)
    found = time.mktime(midnight)
    return found if found > at else at + 3600.0
