"""Work that may hang, in a thread that nobody waits for longer than they want."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T], name: str = "aside") -> T:
    """
    Let a thread of its own do work that blocks and cannot be cancelled.

    Whoever waits may stop waiting at any time; the thread then ends when it
    likes and holds up neither a reload nor the program's end.

    Args:
        work: What is to be done; what it raises is raised here.
        name: The thread's.

    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def settle(give: Callable[[], None]) -> None:
        if not result.done():
            give()

    def run() -> None:
        give: Callable[[], None]
        try:
            give = partial(result.set_result, work())
        except Exception as error:  # noqa: BLE001  # raised again where it is awaited
            give = partial(result.set_exception, error)
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(settle, give)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await result
