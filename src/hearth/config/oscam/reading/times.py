"""
The times of allowedtimeframe as CCcam's time windows.

OSCam adds weekdays; ``ALL`` counts on each day besides the day's own. CCcam
knows one list for every day.

Source:
    OSCam 2.26.05, oscam-config-account.c (account_allowedtimeframe_fn);
    oscam.user(5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hearth.config.meaning.model import MINUTES_OF_DAY, TimeWindow
from hearth.config.oscam.reading.cards import CannotSayError

DAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
EVERY_DAY: Final = "ALL"

_TIMES: Final = re.compile(
    r"\s*(\d{1,2})\s*:\s*(\d{1,2})\s*-\s*(\d{1,2})\s*:\s*(\d{1,2})"
)


def read_windows(text: str) -> tuple[TimeWindow, ...]:
    """
    Read allowedtimeframe.

    Raises:
        CannotSayError: The days differ.

    """
    by_day: dict[str, list[TimeWindow]] = {}
    for item in text.upper().split(";"):
        day, at, times = item.strip().rpartition("@")
        # Without a day OSCam reads one window and no more.
        windows = times.split(",") if at else times.split(",")[:1]
        if at and day not in DAYS and day != EVERY_DAY:
            raise CannotSayError("times of days with unknown names")
        found = [window for one in windows if (window := _window(one)) is not None]
        by_day.setdefault(day or EVERY_DAY, []).extend(found)
    every = by_day.pop(EVERY_DAY, [])
    minutes = _minutes(every)
    if all(_minutes(windows) <= minutes for windows in by_day.values()):
        return tuple(dict.fromkeys(every))
    effective = [_minutes(by_day.get(day, [])) | minutes for day in DAYS]
    if any(others != effective[0] for others in effective):
        raise CannotSayError("times that differ from day to day (allowedtimeframe)")
    return tuple(dict.fromkeys([*every, *by_day[DAYS[0]]]))


def _window(text: str) -> TimeWindow | None:
    found = _TIMES.match(text)
    if found is None:
        return None
    hour, minute, end_hour, end_minute = map(int, found.groups())
    begin, end = 60 * hour + minute, 60 * end_hour + end_minute
    if begin == end:
        end += 1  # OSCam opens such a window for a minute
    return TimeWindow(begin if begin < MINUTES_OF_DAY else 0, min(end, MINUTES_OF_DAY))


def _minutes(windows: Iterable[TimeWindow]) -> set[int]:
    return {
        minute
        for window in windows
        for minute in range(MINUTES_OF_DAY)
        if window.holds(minute)
    }
