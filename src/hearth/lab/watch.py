"""Lets tasks wait until something has come about, without looking again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Watch:
    """
    Who waits for what, at one object.

    The object calls `changed` whenever something in it has; that costs next
    to nothing while nobody waits.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []

    async def until(self, condition: Callable[[], bool]) -> None:
        """
        Wait until a condition holds; if it does already, return at once.

        Args:
            condition: Is asked at each change, and must be cheap.

        """
        if condition():
            return
        future = asyncio.get_running_loop().create_future()
        entry = (condition, future)
        self._waiting.append(entry)
        try:
            await future
        finally:
            self._waiting.remove(entry)

    def changed(self) -> None:
        """Let those go on whose condition holds now."""
        if not self._waiting:
            return
        for condition, future in self._waiting:
            if not future.done() and condition():
                future.set_result(None)
