"""How long a line usually takes to answer: learned from its last answers."""

from __future__ import annotations

from collections import deque
from typing import Final

SAMPLES: Final = 64  # about ten minutes of one receiver: follows the day's changes
LEARN_EVERY: Final = 4  # answers; sorting 64 numbers at each would be work for nothing
FLOOR_S: Final = 0.1  # below this, asking a second line only doubles the load
UNKNOWN_S: Final = 0.5  # before the first answers: a slow home line's usual time


class UsualTime:
    """The 95th percentile of the last answers, within limits."""

    def __init__(self) -> None:
        self._samples: deque[float] = deque(maxlen=SAMPLES)
        self._since_learnt = 0
        self._usual = UNKNOWN_S

    def add(self, seconds: float) -> None:
        """Take one answer's time, from sending the question to the answer."""
        self._samples.append(seconds)
        self._since_learnt += 1
        if self._since_learnt >= LEARN_EVERY or len(self._samples) < LEARN_EVERY:
            self._since_learnt = 0
            ordered = sorted(self._samples)
            self._usual = max(FLOOR_S, ordered[int(0.95 * (len(ordered) - 1) + 0.5)])

    def within(self, recv_timeout_s: float) -> float:
        """
        Give the time after which another line is asked as well.

        Args:
            recv_timeout_s: How long a line has to answer; half of it is the
                most that is waited.

        """
        return min(self._usual, recv_timeout_s / 2)
