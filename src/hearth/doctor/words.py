"""Times and counts in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

MINUTE_S: Final = 60.0
HOUR_S: Final = 3600.0
DAY_S: Final = 86_400.0
_SIZES: Final = (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3))


def ms(seconds: float) -> str:
    """Write a time as people of this field do."""
    return f"{1000 * seconds:.0f} ms"


def span(seconds: float) -> str:
    """Write how long something was."""
    if seconds < 1:
        return ms(seconds)
    if seconds < 2 * MINUTE_S:
        return f"{seconds:.0f} s"
    if seconds < 2 * HOUR_S:
        return f"{seconds / MINUTE_S:.0f} min"
    if seconds < 2 * DAY_S:
        return f"{seconds / HOUR_S:.0f} h"
    return f"{seconds / DAY_S:.0f} days"


def clock(at: float) -> str:
    """Write the local time of a moment."""
    return time.strftime("%H:%M:%S", time.localtime(at))


def percent(share: float) -> str:
    """Write a share, with as many digits as mean something."""
    return f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.1f} %"


def size(count: float) -> str:
    """Write a number of bytes."""
    for unit, number in _SIZES:
        if abs(count) >= number:
            return f"{count / number:.1f} {unit}"
    return f"{count:.0f} bytes"


def number(count: int, one: str, many: str = "") -> str:
    """Write a count with its word."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def listed(names: Iterable[str]) -> str:
    """Write names as a sentence has them."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def shown(text: str, most: int = 80) -> str:
    """Make what somebody else chose safe to print: one line, no controls."""
    short = text if len(text) <= most else f"{text[: most - 3]}..."
    return "".join(c if c.isprintable() else "?" for c in short)
