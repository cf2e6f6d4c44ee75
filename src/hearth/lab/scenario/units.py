"""Times and shares as a person writes them: ``800 ms``, ``2 h``, ``5 %``, ``20:15``."""

from __future__ import annotations

import math
import re
from typing import Final

SECONDS: Final = {
    "ms": 0.001,
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "d": 86_400.0,
}
LONGEST_S: Final = 366 * 86_400.0  # a year of a household is enough for anybody

_DURATION: Final = re.compile(r"(\d{1,9}(?:\.\d{1,6})?) ?(ms|s|min|h|d)")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%")


def duration(text: object) -> float | None:
    """Read a time such as ``1.5 s``, in seconds; None if it is none."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    seconds = float(match[1]) * SECONDS[match[2]]
    return seconds if seconds <= LONGEST_S else None


def clock(text: object) -> float | None:
    """Read a time of day such as ``20:15``, in seconds since midnight."""
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    return 3600.0 * int(match[1]) + 60.0 * int(match[2]) if match else None


def share(value: object) -> float | None:
    """Read a share, ``5 %`` or 0.05; None if it is none."""
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value)
        value = float(match[1]) / 100 if match else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= 1 else None


def number(value: object) -> float | None:
    """Read a number that is 0 or more, and finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def for_people(seconds: float) -> str:
    """Write a time for people, in the unit that suits it: ``200 ms``, ``2 h``."""
    if math.isinf(seconds):
        return "to the end"
    for unit, size in reversed(SECONDS.items()):
        if seconds >= 0.9995 * size:
            return f"{float(f'{seconds / size:.3g}'):g} {unit}"
    return "0 s" if seconds <= 0 else f"{1000 * seconds:.2g} ms"
