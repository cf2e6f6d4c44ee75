"""Rings: the last of what happened, each with a number that grows."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


class Ring(Generic[T]):
    """
    The last so many items.

    Args:
        size: How many are kept.

    Attributes:
        last: The number of the newest item, 0 before the first.

    """

    def __init__(self, size: int) -> None:
        self._items: deque[T] = deque(maxlen=size)
        self.last = 0

    def __len__(self) -> int:
        return len(self._items)

    def append(self, item: T) -> None:
        """Add an item, whose number is the next one."""
        self.last += 1
        self._items.append(item)

    def after(self, number: int, limit: int | None = None) -> list[T]:
        """
        Give what came after an item.

        Args:
            number: Of the last item that is known already; one that was not
                given yet belongs to a ring of before a restart: all is new.
            limit: How many at most; None for all.

        Returns:
            The newest of them, the oldest first.

        """
        count = len(self._items)
        if number <= self.last:
            count = min(count, self.last - max(number, 0))
        if limit is not None:
            count = min(count, max(limit, 0))
        newest = list(islice(reversed(self._items), count))
        newest.reverse()
        return newest
