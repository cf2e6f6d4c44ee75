"""OSCam's times as CCcam's, which know no weekdays."""

import pytest

from hearth.config.meaning.model import TimeWindow
from hearth.config.oscam.reading.cards import CannotSayError
from hearth.config.oscam.reading.times import DAYS, read_windows

# allowedtimeframe                          the windows
SAID = [
    ("",                                    []),
    ("ALL@12:00-17:00",                     ["12:00-17:00"]),
    ("all@12:00-17:00, 19:00-20:30",        ["12:00-17:00", "19:00-20:30"]),
    ("ALL@22:00-06:00",                     ["22:00-06:00"]),
    ("ALL@00:00-24:00",                     ["00:00-24:00"]),
    # Without a day OSCam reads the first one and no more.
    ("12:00-17:00,18:00-19:00",             ["12:00-17:00"]),
    ("12:00-17:00;18:00-19:00",             ["12:00-17:00", "18:00-19:00"]),
    # ALL counts on each day besides the day's own.
    ("ALL@06:00-22:00;MON@08:00-10:00",     ["06:00-22:00"]),
    (";".join(f"{day}@06:00-20:00" for day in DAYS), ["06:00-20:00"]),
    # What OSCam makes of odd times.
    ("ALL@12:00-12:00",                     ["12:00-12:01"]),
    ("ALL@12:00-25:00",                     ["12:00-24:00"]),
    ("ALL@never",                           []),
]  # fmt: skip

UNSAID = [
    "SAT@06:00-20:00",
    "ALL@06:00-20:00;SAT@20:00-22:00",
    "XYZ@06:00-20:00",
    ";".join(f"{day}@06:00-20:00" for day in DAYS[:6]),
]


@pytest.mark.parametrize(("text", "windows"), SAID)
def test_times_are_read(text: str, windows: list[str]) -> None:
    assert [str(window) for window in read_windows(text)] == windows


@pytest.mark.parametrize("text", UNSAID)
def test_days_that_differ_cannot_be_said(text: str) -> None:
    with pytest.raises(CannotSayError):
        read_windows(text)


def test_the_same_window_is_said_once() -> None:
    assert read_windows("ALL@1:00-2:00,01:00-02:00") == (TimeWindow(60, 120),)
