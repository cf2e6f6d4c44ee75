"""What is to be done when, in a time that is made up."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from typing import Any


class Agenda:
    """
    Does one thing after the other, each at its moment.

    Attributes:
        now: The moment, in seconds from the beginning.

    """

    def __init__(self) -> None:
        self.now = 0.0
        self._entries: list[tuple[float, int, Callable[..., object], Any]] = []
        self._numbers = count()

    def at(self, when: float, action: Callable[..., object], *args: Any) -> None:
        """Let something be done at a moment; what is past is done at once."""
        entry = (when, next(self._numbers), action, args)
        heapq.heappush(self._entries, entry)

    def after(self, seconds: float, action: Callable[..., object], *args: Any) -> None:
        """Let something be done so long from now."""
        self.at(self.now + seconds, action, *args)

    def run(self, until: float) -> None:
        """Do everything that is due before a moment, which then is now."""
        entries, pop = self._entries, heapq.heappop
        while entries and entries[0][0] < until:
            when, _, action, args = pop(entries)
            self.now = max(self.now, when)
            action(*args)
        self.now = max(self.now, until)

    def __len__(self) -> int:
        return len(self._entries)
