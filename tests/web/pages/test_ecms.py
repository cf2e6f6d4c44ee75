"""ECMs: filters, the past, and what can be taken along."""

from __future__ import annotations

import pytest

from tests.web.pages.asking import Asker
from tests.web.pages.made import MAIN, NOW, MadeUp, failed, made_home

pytestmark = pytest.mark.asyncio


async def test_the_newest_first(ask: Asker) -> None:
    answer = await ask.get("/ecms")

    assert answer.text.count("<tr data-key=") == 100
    first, second = (answer.text.find(f">{at}<") for at in ("19:14:59", "19:14:58"))
    assert 0 < first < second or "19:14:59" not in answer.text  # of another time zone


async def test_only_what_is_asked_for(made: MadeUp, ask: Asker) -> None:
    made.see(failed("bedroom", "Kinderkino"))

    text = await ask.text("/ecms?outcome=failed")
    assert "No answer" in text
    assert "Answered" not in text

    answer = await ask.get(
        f"/ecms?receiver=kitchen&line={MAIN}&channel=4ADA:000010:2B66&outcome=good"
    )
    assert "/receivers/kitchen" in answer.text
    assert "/receivers/bedroom" not in answer.text
    assert '<option value="4ADA:000010:2B66" selected>' in answer.text
    assert "No ECM here yet." in await ask.text("/ecms?receiver=nobody")


async def test_the_past_is_read_from_the_history(ask: Asker) -> None:
    end = NOW - 10 * 86400

    answer = await ask.get(f"/ecms?end={end}")

    assert answer.text.count("<tr data-key=") == 100
    assert "data-live" not in answer.text
    assert "Latest" in answer.text


async def test_older_ones_follow_without_a_gap(ask: Asker) -> None:
    answer = await ask.get("/ecms")
    older = answer.text.partition('href="/ecms?end=')[2].partition('"')[0]

    more = await ask.get(f"/ecms?end={older}")

    keys = _keys(answer.text), _keys(more.text)
    assert not keys[0] & keys[1]


async def test_without_a_history_there_is_what_is_in_memory() -> None:
    ask = Asker(made_home().home)

    assert (await ask.get(f"/ecms?end={NOW - 10}")).text.count("<tr data-key=") == 100


async def test_the_living_part(ask: Asker) -> None:
    answer = await ask.get("/ecms?receiver=kitchen&fragment=live")

    assert "<html" not in answer.text
    assert "/receivers/bedroom" not in answer.text


async def test_exports_keep_the_filter(ask: Asker) -> None:
    answer = await ask.get("/ecms?receiver=kitchen&format=csv")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "kitchen" in answer.text
    assert "bedroom" not in answer.text


def _keys(html: str) -> set[str]:
    return {part.partition("</time>")[0] for part in html.split("<time datetime=")[1:]}
