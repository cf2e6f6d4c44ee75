"""Numbers and times in words."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from hearth.web.pages.parts.words import Words
from hearth.web.texts import Texts

HOME = timezone(timedelta(hours=1))
NOW = 1_773_515_707.0  # 2026-03-14 20:15:07 at home

ENGLISH = Words(Texts("en"), NOW, HOME)
GERMAN = Words(Texts("de"), NOW, HOME)

# seconds   English    German
TOOK = [
    (0.0,     "0 ms",    "0 ms"),
    (0.0874,  "87 ms",   "87 ms"),
    (0.9996,  "1.0 s",   "1,0 s"),
    (5.0,     "5.0 s",   "5,0 s"),
]  # fmt: skip

# seconds   English        German            German after "seit"
LASTING = [
    (-5,      "0 seconds",   "0 Sekunden",     "wenigen Sekunden"),
    (1,       "1 second",    "1 Sekunde",      "wenigen Sekunden"),
    (59.9,    "59 seconds",  "59 Sekunden",    "59 Sekunden"),
    (60,      "1 minute",    "1 Minute",       "1 Minute"),
    (8040,    "2 h 14 min",  "2 Std. 14 Min.", "2 Std. 14 Min."),
    (86400,   "1 day",       "1 Tag",          "1 Tag"),
    (1000000, "11 days",     "11 Tage",        "11 Tagen"),
]  # fmt: skip

# seconds from now   English               German
CLOCK = [
    (0,              "20:15",              "20:15"),
    (-86400,         "13 Mar 20:15",       "13. März 20:15"),
    (-86400 * 100,   "4 Dec 2025 20:15",   "4. Dez. 2025 20:15"),
]  # fmt: skip

SIZES = [(999, "999 B"), (1500, "1.5 KB"), (18_400_000, "17.5 MB"), (5e9, "4.7 GB")]

SHARES = [
    (1.0, "100 %"),
    (0.99999, "99.9 %"),
    (0.5, "50 %"),
    (0.0, "0 %"),
    (0.123, "12.3 %"),
]


@pytest.mark.parametrize(("seconds", "english", "german"), TOOK)
def test_took(seconds: float, english: str, german: str) -> None:
    assert ENGLISH.took(seconds) == english
    assert GERMAN.took(seconds) == german


@pytest.mark.parametrize(("seconds", "english", "german", "since"), LASTING)
def test_lasting(seconds: float, english: str, german: str, since: str) -> None:
    assert ENGLISH.lasting(seconds) == english
    assert GERMAN.lasting(seconds) == german
    assert GERMAN.ago(NOW - seconds) == since


@pytest.mark.parametrize(("later", "english", "german"), CLOCK)
def test_clock(later: float, english: str, german: str) -> None:
    assert ENGLISH.clock(NOW + later) == english
    assert GERMAN.clock(NOW + later) == german


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_size(size: float, text: str) -> None:
    assert ENGLISH.size(size) == text


@pytest.mark.parametrize(("share", "text"), SHARES)
def test_share(share: float, text: str) -> None:
    assert ENGLISH.share(share) == text


def test_numbers_and_times_for_machines() -> None:
    assert ENGLISH.number(1234567.8, 1) == "1,234,567.8"
    assert GERMAN.number(1234567.8, 1) == "1.234.567,8"
    assert ENGLISH.clock(NOW, seconds=True) == "20:15:07"
    assert ENGLISH.iso(NOW) == "2026-03-14T20:15:07.000+01:00"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.000_03, "0.1 ms"), (0.0034, "3.4 ms"), (0.0412, "41 ms")],
)
def test_a_short_time_is_more_than_nothing(seconds: float, shown: str) -> None:
    assert Words(Texts("en"), 0.0).short(seconds) == shown
