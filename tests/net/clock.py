"""A clock for the running loop that can be put forward: sockets stay real."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Puts the loop's time forward; whatever was set for a skipped moment is due."""

    def __init__(self) -> None:
        self._ahead_s = 0.0
        self._loop = asyncio.get_running_loop()
        self._loop.time = self.now  # type: ignore[method-assign]  # this test's loop

    def now(self) -> float:
        return time.monotonic() + self._ahead_s

    async def pass_by(self, seconds: float) -> None:
        """Let this much time have gone by, and everything due in it happen."""
        self._ahead_s += seconds
        for _ in range(10):  # the timer's turn, its task's, and what that begins
            await asyncio.sleep(0)
