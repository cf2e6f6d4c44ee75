"""The moment of a freeze, as a person says it."""

from __future__ import annotations

import re
import time
from typing import Final

_FORMS: Final = (
    re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"),
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[T ]"
        r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    ),
)
_DAY_S: Final = 86_400


def moment_of(text: str, now: float) -> float | None:
    """
    Read ``20:15``, ``20:15:30``, ``2026-11-22 20:15``, ``now``.

    Args:
        text: What was typed.
        now: Unix seconds.

    Returns:
        Unix seconds, local time; of a time alone the last one that has been.
        None if it is no such thing.

    """
    if text.strip().lower() == "now":
        return now
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return _moment(match, now)
    return None


def _moment(match: re.Match[str], now: float) -> float | None:
    given = match.groupdict()
    today = time.localtime(now)
    year, month, day, hour, minute, second = (
        int(given.get(name) or default)
        for name, default in (
            ("year", today.tm_year),
            ("month", today.tm_mon),
            ("day", today.tm_mday),
            ("hour", 0),
            ("minute", 0),
            ("second", 0),
        )
    )
    if hour > 23 or minute > 59 or second > 59:
        return None
    try:
        at = time.mktime((year, month, day, hour, minute, second, 0, 0, -1))
    except (OverflowError, ValueError):
        return None
    is_later = given.get("year") is None and at > now
    return at - _DAY_S if is_later else at
