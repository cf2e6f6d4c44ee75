"""Who is told that something has happened."""

from __future__ import annotations

import logging
from collections.abc import Callable

Callback = Callable[[], None]

log = logging.getLogger("hearth.observe")


class Subscribers:
    """Callbacks, of which none can disturb the others or whoever tells them."""

    def __init__(self) -> None:
        self._callbacks: dict[int, Callback] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._callbacks)

    def add(self, callback: Callback) -> Callable[[], None]:
        """
        Let a callback be told from now on.

        Returns:
            What ends that; calling it again does no harm.

        """
        self._last += 1
        number = self._last

        def remove() -> None:
            self._callbacks.pop(number, None)

        self._callbacks[number] = callback
        return remove

    def tell(self) -> None:
        """Call everybody; who raises is told no more."""
        if not self._callbacks:
            return
        for number, callback in tuple(self._callbacks.items()):
            try:
                callback()
            except Exception:
                self._callbacks.pop(number, None)
                log.exception("a fault in Hearth, at a subscriber: it is told no more")
