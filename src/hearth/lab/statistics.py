"""What a lab receiver has seen: counts, and the times of its latest answers."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from enum import Enum
from typing import Final

from hearth.errors import UsageError

TIMES_KEPT: Final = 512  # over an hour at 10 s a period; older ones say little


class Verdict(Enum):
    """How a lab receiver's question ended."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


def percentile(ordered: Sequence[float], share: float) -> float:
    """
    Give the smallest value that a share of all values do not exceed.

    Args:
        ordered: At least one, smallest first.
        share: Over 0, up to 1: 0.5 for the median.

    Raises:
        UsageError: No values, or a share that is none.

    """
    if not ordered or not 0 < share <= 1:
        raise UsageError(
            f"percentile {share} of {len(ordered)} values",
            allowed="0..1 of one or more",
        )
    # 0.95 * 20 is a hair over 19 in binary: that is still the 19th.
    return ordered[max(0, math.ceil(share * len(ordered) - 1e-9) - 1)]


def milliseconds(seconds: float | None) -> str:
    """Write a time as people compare ECM times: ``62 ms``; a dash for none."""
    return "-" if seconds is None else f"{1000 * seconds:.0f} ms"


class Statistics:
    """
    One receiver's.

    Attributes:
        questions: Asked so far.
        reconnects: How often the connection ended, or did not come about.

    """

    def __init__(self) -> None:
        self.questions = 0
        self.reconnects = 0
        self._counts = dict.fromkeys(Verdict, 0)
        self._times: deque[float] = deque(maxlen=TIMES_KEPT)

    def count(self, verdict: Verdict, after_s: float) -> None:
        """
        Take note of how a question ended.

        Args:
            verdict: How.
            after_s: Seconds since it was asked; an answer's counts among the
                times, right or wrong.

        """
        self._counts[verdict] += 1
        if verdict in (Verdict.RIGHT, Verdict.WRONG):
            self._times.append(after_s)

    @property
    def right(self) -> int:
        """Answers with exactly the control words of the question's period."""
        return self._counts[Verdict.RIGHT]

    @property
    def wrong(self) -> int:
        """Answers with others."""
        return self._counts[Verdict.WRONG]

    @property
    def refused(self) -> int:
        """Questions that the server said it cannot answer."""
        return self._counts[Verdict.REFUSED]

    @property
    def unanswered(self) -> int:
        """Questions given up, or lost with their connection."""
        return self._counts[Verdict.UNANSWERED]

    @property
    def all_right(self) -> bool:
        """Whether there was an answer, and every question got the right one."""
        return self.right == self.questions > 0

    @property
    def last_s(self) -> float | None:
        """The latest answer's time; None before the first."""
        return self._times[-1] if self._times else None

    def percentile_s(self, share: float) -> float | None:
        """Give a percentile of the latest answers' times; None before the first."""
        return percentile(sorted(self._times), share) if self._times else None

    @property
    def p50_s(self) -> float | None:
        """Their median."""
        return self.percentile_s(0.5)

    @property
    def p95_s(self) -> float | None:
        """Their 95th percentile."""
        return self.percentile_s(0.95)
