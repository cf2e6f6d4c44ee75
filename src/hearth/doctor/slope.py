"""The straight line through measurements: whether something grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slope:
    """
    A line through measurements.

    Attributes:
        a_second: By how much it rises in a second.
        fit: How much of all difference the line is, 0 to 1 (r squared).
        first: Where the line begins.
        last: Where it ends.
        seconds: How long that is.

    """

    a_second: float
    fit: float
    first: float
    last: float
    seconds: float

    @property
    def grown(self) -> float:
        """By how much it rose altogether."""
        return self.last - self.first


def slope_of(samples: Sequence[tuple[float, float]]) -> Slope | None:
    """
    Draw the line of least squares; None of fewer than three measurements.

    Args:
        samples: Moment and value, the oldest first.

    """
    count = len(samples)
    if count < 3:
        return None
    begin, end = samples[0][0], samples[-1][0]
    middle = sum(at for at, _ in samples) / count
    mean = sum(value for _, value in samples) / count
    spread = sum((at - middle) ** 2 for at, _ in samples)
    if not spread:
        return None
    rises = sum((at - middle) * (value - mean) for at, value in samples) / spread
    whole = sum((value - mean) ** 2 for _, value in samples)
    fit = rises * rises * spread / whole if whole else 0.0
    return Slope(
        a_second=rises,
        fit=fit,
        first=mean + rises * (begin - middle),
        last=mean + rises * (end - middle),
        seconds=end - begin,
    )
