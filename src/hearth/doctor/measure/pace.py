"""Turns at even distances: never more than one question a second."""

from __future__ import annotations

import asyncio


class Pace:
    """
    Gives turns; who comes too early waits.

    Args:
        every_s: Between two turns at least.

    """

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._free_at = float("-inf")

    def book(self, now: float) -> float:
        """Take the next turn that is free, and give its moment."""
        at = max(now, self._free_at)
        self._free_at = at + self._every_s
        return at

    async def turn(self) -> None:
        """Wait for the next turn that is free."""
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(self.book(now) - now)
