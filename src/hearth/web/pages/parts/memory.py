"""Questions to the history, which is read in a thread and may be missing or broken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from hearth.observe.history.database import HistoryError
from hearth.observe.history.reader import HistoryReader
from hearth.web.home import Home

T = TypeVar("T")

log = logging.getLogger("hearth.web")


async def recall(home: Home, ask: Callable[[HistoryReader], T], otherwise: T) -> T:
    """
    Ask the history something, outside the event loop.

    Args:
        home: Whose history.
        ask: Is called in a thread.
        otherwise: The answer if there is no history, or it cannot be read.

    """
    history = home.history
    if history is None:
        return otherwise
    try:
        return await asyncio.to_thread(ask, history)
    except HistoryError as error:
        log.warning("%s", error)
        return otherwise
