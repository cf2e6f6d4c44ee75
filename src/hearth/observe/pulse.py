"""
How Hearth itself is doing: memory over time, and whether the event loop is late.

Looked at every few seconds by whoever turns the loop anyway; nothing here wakes
a sleeping processor.
"""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path
from typing import Final, NamedTuple

KEEP_EVERY_S: Final = 300.0
KEPT: Final = 288  # a day of five minutes each
RECENT_S: Final = 60.0

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_STATM: Final = Path("/proc/self/statm")


class Beat(NamedTuple):
    """
    One look that is kept.

    Attributes:
        at: Unix seconds.
        resident_bytes: 0 where the system does not tell.
        processor: Share of one core since the one before.
        delay_s: By how much the loop was late at worst since the one before.

    """

    at: float
    resident_bytes: int
    processor: float
    delay_s: float


def resident_bytes(statm: Path = _STATM) -> int:
    """
    Return the memory that this process has now; 0 where the system does not tell.

    Source:
        proc(5), /proc/pid/statm: pages, the second number is the resident ones.

    """
    try:
        return int(statm.read_text("ascii").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


class Pulse:
    """
    Remembers a day of looks, one every five minutes, and the worst of each.

    Args:
        statm: Where the system tells of our memory.

    """

    def __init__(self, statm: Path = _STATM) -> None:
        self._statm = statm
        self._beats: deque[Beat] = deque(maxlen=KEPT)
        self._recent: deque[tuple[float, float]] = deque()
        self._worst_s = 0.0
        self._processor_s = 0.0

    @property
    def beats(self) -> tuple[Beat, ...]:
        """What was kept, the oldest first."""
        return tuple(self._beats)

    @property
    def recent_delay_s(self) -> float:
        """By how much the loop was late at worst in the last minute."""
        return max((delay for _, delay in self._recent), default=0.0)

    def look(self, at: float, delay_s: float, processor_s: float) -> None:
        """
        Take a look.

        Args:
            at: Unix seconds.
            delay_s: By how much the loop woke late this time.
            processor_s: What `time.process_time` says.

        """
        delay_s = max(delay_s, 0.0)
        self._recent.append((at, delay_s))
        while self._recent[0][0] < at - RECENT_S:
            self._recent.popleft()
        self._worst_s = max(self._worst_s, delay_s)
        last = self._beats[-1].at if self._beats else None
        if last is not None and 0 <= at - last < KEEP_EVERY_S:
            return
        spent = processor_s - self._processor_s
        processor = spent / (at - last) if last is not None and at > last else 0.0
        self._beats.append(
            Beat(at, resident_bytes(self._statm), processor, self._worst_s)
        )
        self._worst_s, self._processor_s = 0.0, processor_s
