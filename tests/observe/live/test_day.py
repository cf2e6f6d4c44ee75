"""Midnight, as the household's clock has it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hearth.observe.live.day import Count, next_midnight


@pytest.fixture
def zone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


# where              now                    the next midnight
MIDNIGHTS = [
    ("UTC", "2025-03-01 00:00", "2025-03-02 00:00"),
    ("UTC", "2024-12-31 23:59", "2025-01-01 00:00"),
    ("Europe/Berlin", "2025-03-29 23:30", "2025-03-30 00:00"),
    ("Europe/Berlin", "2025-03-30 01:30", "2025-03-31 00:00"),  # a day of 23 hours
    ("Europe/Berlin", "2025-10-26 01:30", "2025-10-27 00:00"),  # and one of 25
]


@pytest.mark.parametrize(("zone", "now", "midnight"), MIDNIGHTS, indirect=["zone"])
def test_the_next_midnight(zone: str, now: str, midnight: str) -> None:
    assert next_midnight(_unix(now, zone)) == _unix(midnight, zone)


@pytest.mark.parametrize("zone", ["America/Sao_Paulo"], indirect=True)
def test_where_midnight_is_skipped_the_next_day_still_comes(zone: str) -> None:
    at = _unix("2018-11-03 23:30", zone)  # 00:00 was 01:00

    assert at < next_midnight(at) <= at + 3600


def test_a_new_day_begins_at_nothing() -> None:
    count = Count(7, 3)

    count.clear()

    assert count == Count(0, 0)


def _unix(local: str, zone: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp()
