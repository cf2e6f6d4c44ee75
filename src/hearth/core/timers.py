"""When to look at what again: set, moved and cancelled at the cost of a dictionary."""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterator
from typing import Final, Generic, TypeVar

TICK_S: Final = 0.005  # nothing that a person can notice needs to be more exact

K = TypeVar("K", bound=Hashable)


class Timers(Generic[K]):
    """
    One moment for each key, which comes up at the first tick after it.

    Most moments are cancelled long before they come (the question was
    answered), so cancelling must leave nothing behind: keys are kept by tick,
    and only the ticks that are in use stand in a heap.
    """

    def __init__(self) -> None:
        self._tick_of: dict[K, int] = {}
        self._keys_at: dict[int, dict[K, None]] = {}
        self._ticks: list[int] = []

    def __len__(self) -> int:
        return len(self._tick_of)

    def set(self, key: K, when: float) -> None:
        """
        Let a key come up at a moment; an earlier moment of that key is gone.

        Args:
            key: What is to be looked at.
            when: Monotonic seconds.

        """
        tick = math.floor(when / TICK_S) + 1  # after it, never before
        before = self._tick_of.get(key)
        if before == tick:
            return
        if before is not None:
            self._leave(key, before)
        self._tick_of[key] = tick
        keys = self._keys_at.get(tick)
        if keys is None:
            keys = self._keys_at[tick] = {}
            heapq.heappush(self._ticks, tick)
        keys[key] = None

    def cancel(self, key: K) -> None:
        """Let a key not come up; one that is not set is no error."""
        tick = self._tick_of.pop(key, None)
        if tick is not None:
            self._leave(key, tick)

    def take_due(self, now: float) -> Iterator[K]:
        """Remove and give the keys whose moment has come, earliest first."""
        while self._ticks and self._ticks[0] * TICK_S <= now:
            tick = self._ticks[0]
            keys = self._keys_at.get(tick)
            if not keys:
                heapq.heappop(self._ticks)
                self._keys_at.pop(tick, None)
                continue
            key = next(iter(keys))
            del keys[key]
            del self._tick_of[key]
            yield key

    @property
    def earliest(self) -> float | None:
        """The earliest moment that is set, or None."""
        while self._ticks:
            tick = self._ticks[0]
            if self._keys_at.get(tick):
                return tick * TICK_S
            heapq.heappop(self._ticks)
            self._keys_at.pop(tick, None)
        return None

    def _leave(self, key: K, tick: int) -> None:
        """Take a key from its tick, whose place in the heap stays until it is past."""
        self._keys_at[tick].pop(key, None)
