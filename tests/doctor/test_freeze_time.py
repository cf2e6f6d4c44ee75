import time

import pytest

from hearth.doctor.freeze_time import moment_of

NOW = time.mktime((2026, 11, 22, 21, 0, 0, 0, 0, -1))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("20:15", NOW - 2700),
        ("20.15", NOW - 2700),
        ("20:15:30", NOW - 2670),
        ("22:00", NOW + 3600 - 86400),
        ("2026-11-22 22:00", NOW + 3600),
        ("2026-11-21T21:00", NOW - 86400),
        ("now", NOW),
        ("25:00", None),
        ("20:99", None),
        ("yesterday", None),
        ("", None),
        ("9999-12-31 23:59:59x", None),
    ],
)
def test_moments(text: str, at: float | None) -> None:
    assert moment_of(text, NOW) == at
