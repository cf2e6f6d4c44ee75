"""Single questions, page by page, from either source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hearth.observe.history.views import EcmFilter
from hearth.observe.live.views import Ecm, Outcome
from hearth.web.api.answers.ecms import is_meant, live_ecms
from tests.web.api.homes import BEGAN, NEAR, NOW, ONE, SPORT, MadeUp, ask

GOOD = Ecm(5, 100.0, "tv", *ONE, Outcome.ANSWERED, NEAR, 1, 0.1, 0.0, 0.1, joined=False)
FAILED = GOOD._replace(outcome=Outcome.TIMED_OUT)
ALL = EcmFilter()

# filter, whether the good one is meant, whether the failed one is
MEANT: list[tuple[EcmFilter, bool, bool]] = [
    (ALL, True, True),
    (replace(ALL, receiver="tv"), True, True),
    (replace(ALL, receiver="TV"), False, False),
    (replace(ALL, line=NEAR), True, True),
    (replace(ALL, line="x"), False, False),
    (replace(ALL, service=ONE), True, True),
    (replace(ALL, service=SPORT), False, False),
    (replace(ALL, kind="good"), True, False),
    (replace(ALL, kind="failed"), False, True),
    (replace(ALL, begin=100.0), True, True),
    (replace(ALL, begin=100.1), False, False),
    (replace(ALL, end=100.0), False, False),
]


@pytest.mark.parametrize(("where", "good", "failed"), MEANT)
def test_a_filter_means_some(where: EcmFilter, good: bool, failed: bool) -> None:
    assert is_meant(GOOD, where) is good
    assert is_meant(FAILED, where) is failed


def test_live_ones_come_newest_first_and_not_too_many() -> None:
    ecms = [GOOD._replace(number=number) for number in range(1, 10)]

    assert [it.number for it in live_ecms(ecms, ALL, None, 3)] == [9, 8, 7]
    assert [it.number for it in live_ecms(ecms, ALL, 4, 10)] == [3, 2, 1]


async def pages(made: MadeUp, **query: Any) -> list[dict[str, Any]]:
    """Ask until there is no more."""
    value = (await ask(made, "/ecms", **query)).value
    found: list[dict[str, Any]] = value["ecms"]
    while value["before"] is not None:
        query["before"] = value["before"]
        value = (await ask(made, "/ecms", **query)).value
        found += value["ecms"]
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize("source", ["history", "live"])
async def test_all_can_be_had_page_by_page(made: MadeUp, source: str) -> None:
    query = {"source": source, "receiver": "Kids", "begin": NOW - 3600}

    found = await pages(made, **query, limit=50)

    assert len(found) == 360
    assert [it["at"] for it in found] == sorted(
        (it["at"] for it in found), reverse=True
    )
    assert len({it["number"] for it in found}) == len(found)


@pytest.mark.asyncio
async def test_both_sources_tell_the_same(made: MadeUp) -> None:
    query = {"begin": NOW - 1800, "outcome": "failed"}

    history = await pages(made, **query, source="history")
    live = await pages(made, **query, source="live")

    def without_number(ecm: dict[str, Any]) -> dict[str, Any]:
        return {**ecm, "number": 0}

    assert [*map(without_number, history)] == [*map(without_number, live)] != []


@pytest.mark.asyncio
async def test_without_history_they_are_live(forgetful: MadeUp, made: MadeUp) -> None:
    assert (await ask(forgetful, "/ecms")).value["source"] == "live"
    assert (await ask(made, "/ecms")).value["source"] == "history"
    assert (await ask(forgetful, "/ecms", source="history")).status == 503


@pytest.mark.asyncio
async def test_a_long_time_ago_there_was_nothing(made: MadeUp) -> None:
    answer = await ask(made, "/ecms", begin=0, end=BEGAN)

    assert answer.value == {"source": "history", "ecms": [], "before": None}
