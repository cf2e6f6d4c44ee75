"""What an address asks for, and what it cannot ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.views import EcmFilter
from hearth.observe.live.views import Watching
from hearth.web.pages.parts.queries import (
    Period,
    filter_of,
    is_meant,
    key_of,
    meant,
    moment_of,
    period_of,
    query_of,
    service_in,
    service_of,
    until,
    within,
)
from tests.web.pages.parts.test_pictures import ecm

NOW = 1_000_000_000.0
KEY = (Caid(0x4ADA), ProviderId(0x10), ServiceId(0x283D))

# query                               begins before now   ends before now   name
PERIODS: list[tuple[dict[str, str], float, float, str]] = [
    ({},                                 86400,   0,   "day"),
    ({"range": "hour"},                  3600,    0,   "hour"),
    ({"range": "century"},               86400,   0,   "day"),
    ({"begin": str(NOW - 500), "end": str(NOW - 100)},   500, 100, ""),
    ({"begin": str(NOW - 500), "end": str(NOW + 100)},   500, 0,   ""),
    ({"begin": str(NOW - 10), "end": str(NOW)},          86400, 0, "day"),
    ({"begin": "0", "end": str(NOW)},    400 * 86400, 0,   ""),
    ({"begin": "nan", "end": str(NOW)},  86400,   0,   "day"),
    ({"begin": str(NOW - 500)},          86400,   0,   "day"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "begin", "end", "name"), PERIODS)
def test_period_of(query: dict[str, str], begin: float, end: float, name: str) -> None:
    assert period_of(query, NOW) == Period(NOW - begin, NOW - end, name)


@given(st.dictionaries(st.sampled_from(["begin", "end", "range"]), st.text(max_size=8)))
def test_whatever_is_asked_the_period_makes_sense(query: dict[str, str]) -> None:
    period = period_of(query, NOW)

    assert 0 <= period.begin < period.end <= NOW


def test_a_period_moves_and_widens() -> None:
    period = Period(100, 200, "hour")

    assert period.moved(-1) == Period(0, 100)
    assert period.wider() == Period(0, 300)
    assert period.wider().closer() == Period(100, 200)


def test_a_filter_is_read_and_written() -> None:
    query = {"receiver": "a&b", "line": "l:1", "channel": "4ADA:000010:283D"}
    where = filter_of({**query, "outcome": "failed"})

    assert where == EcmFilter("a&b", "l:1", KEY, "failed")
    assert query_of(where, format="csv") == (
        "?receiver=a%26b&line=l%3A1&channel=4ADA%3A000010%3A283D&outcome=failed"
        "&format=csv"
    )
    assert filter_of({"outcome": "x", "channel": "y"}) == EcmFilter()
    assert query_of(EcmFilter()) == "?"


NO_CHANNELS = ["", "1", "1:2", "1:2:3:4", "x:1:1", "10000:0:0", "-1:0:0"]
MOMENTS = [("12.5", 12.5), ("-1", None), ("inf", None), ("1e99", None)]


@pytest.mark.parametrize("text", NO_CHANNELS)
def test_what_is_no_channel(text: str) -> None:
    assert service_of(text) is None


def test_a_channels_key() -> None:
    assert service_of(key_of(KEY)) == KEY
    assert service_in(KEY) == KEY
    assert service_in(Watching(*KEY, since=0)) == KEY


def test_who_is_meant() -> None:
    one = ecm()

    assert is_meant(one, EcmFilter())
    assert is_meant(one, EcmFilter("kitchen", "line", one.service, "good", 0, 1))
    assert not is_meant(one, EcmFilter(kind="failed"))
    assert not is_meant(one, EcmFilter(service=KEY))
    assert meant([one], EcmFilter(line="other")) == []


def test_bounds() -> None:
    assert within(EcmFilter(), Period(1, 2)) == EcmFilter(begin=1, end=2)
    assert until(EcmFilter(end=5), None) == EcmFilter()
    assert until(EcmFilter(), 3) == EcmFilter(end=3)


@pytest.mark.parametrize(("text", "at"), MOMENTS)
def test_a_moment(text: str, at: float | None) -> None:
    assert moment_of({"at": text}, "at") == at
    assert moment_of({}, "at") is None
