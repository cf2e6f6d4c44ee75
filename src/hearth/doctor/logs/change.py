"""
The moment at which something changed.

One cut through the times in their order: where the two sides, each taken at its
own mean of logarithms, fit best. That it is a change and no accident is asked
afterwards: both sides have enough answers, and their medians differ by much.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import log
from statistics import median
from typing import Final, NamedTuple

ENOUGH: Final = 20  # answers at either side: three minutes of one receiver
TIMES: Final = 1.5  # the usual time at one side against the other
LEAST_S: Final = 0.1  # and so much between them: less is not seen
FLOOR_S: Final = 0.001  # below which times are all the same


class Change(NamedTuple):
    """
    What changed.

    Attributes:
        at: When.
        before_s: The usual time before.
        after_s: And since.

    """

    at: float
    before_s: float
    after_s: float


def change_of(times: Sequence[tuple[float, float]]) -> Change | None:
    """
    Find the moment at which the usual time changed; None if it did not.

    Args:
        times: Moment and seconds, oldest first.

    """
    count = len(times)
    if count < 2 * ENOUGH:
        return None
    logs = [log(max(seconds, FLOOR_S)) for _, seconds in times]
    sums = list(accumulate(logs))
    whole = sums[-1]

    def between(cut: int) -> float:
        """Give how far the means of both sides are apart, by their weight."""
        left, right = sums[cut - 1] / cut, (whole - sums[cut - 1]) / (count - cut)
        return cut * (count - cut) * (left - right) ** 2

    cut = max(range(ENOUGH, count - ENOUGH + 1), key=between)
    before = median(seconds for _, seconds in times[:cut])
    after = median(seconds for _, seconds in times[cut:])
    low, high = sorted((before, after))
    if high < TIMES * low or high - low < LEAST_S:
        return None
    return Change(times[cut][0], before, after)
