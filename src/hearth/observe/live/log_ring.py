"""The last lines of the log, for its page."""

from __future__ import annotations

import logging
from threading import Lock
from typing import Final

from hearth.observe.live.rings import Ring
from hearth.observe.live.views import LogLine
from hearth.observe.log import Lines

LOG_LINES: Final = 500  # an hour of a home
MAX_TEXT: Final = 1000  # characters: half a megabyte at the very most


class LogRing(logging.Handler):
    """
    Keeps the last lines of the log: those at INFO and above.

    It belongs on the "hearth" logger. Any thread may write; texts hold no
    secrets, because no line of the log does.

    Args:
        size: How many lines are kept.

    """

    def __init__(self, size: int = LOG_LINES) -> None:
        super().__init__(logging.INFO)
        self._ring: Ring[LogLine] = Ring(size)
        self._guard = Lock()

    def handle(self, record: logging.LogRecord) -> bool:
        """Keep a line at once: there is one for every ECM, and we have no filters."""
        self.emit(record)
        return True

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        try:
            texts = record.texts if isinstance(record, Lines) else [_text_of(record)]
        except Exception:  # noqa: BLE001  # as logging's own handlers do
            self.handleError(record)
            return
        ring, at, level = self._ring, record.created, record.levelno
        with self._guard:
            for text in texts:
                ring.append(LogLine(ring.last + 1, at, level, text[:MAX_TEXT]))

    def lines(self, after_number: int = 0, limit: int | None = None) -> list[LogLine]:
        """Give the newest lines after the one of a number, the oldest first."""
        with self._guard:
            return self._ring.after(after_number, limit)


def _text_of(record: logging.LogRecord) -> str:
    """Give a record's text; of a fault its kind, where it was is in the log itself."""
    text = record.getMessage()
    if record.exc_info and record.exc_info[0] is not None:
        text += f" ({record.exc_info[0].__name__})"
    return text
