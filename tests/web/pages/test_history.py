"""History: charts, their numbers, marks, and the way through time."""

from __future__ import annotations

import html
import json
import re

import pytest

from hearth.observe.history.views import Bucket, Note, NoteKind
from hearth.web.pages.history import chart_data
from tests.web.pages.asking import Asker
from tests.web.pages.made import MAIN, NOW, made_home

RANGES = ["hour", "day", "month", "year"]


@pytest.mark.asyncio
@pytest.mark.parametrize("name", RANGES)
async def test_each_range_has_a_chart_and_a_table(ask: Asker, name: str) -> None:
    answer = await ask.get(f"/history?range={name}")

    data = _data(answer.text)
    assert 2 <= len(data["at"]) <= 152
    assert len(data["at"]) == len(data["p50"]) == len(data["failed"])
    assert any(data["p50"])
    assert "The same figures as a table" in answer.text
    assert 'aria-current="true"' in answer.text


@pytest.mark.asyncio
async def test_marks_are_in_the_chart_and_in_words(ask: Asker) -> None:
    answer = await ask.get("/history?range=hour")

    assert {kind for _, kind in _data(answer.text)["marks"]} >= {"reload", "freeze"}
    assert "◆ Configuration changed" in answer.text
    assert "/freeze?receiver=kitchen" in answer.text


@pytest.mark.asyncio
async def test_a_filter_holds_for_every_link(ask: Asker) -> None:
    answer = await ask.get("/history?range=hour&receiver=kitchen")

    assert "/history?receiver=kitchen&amp;range=month" in answer.text
    assert re.search(r"\?receiver=kitchen&amp;begin=\d+&amp;end=\d+", answer.text)


@pytest.mark.asyncio
async def test_a_stretch_of_ones_own_can_be_moved_and_widened(ask: Asker) -> None:
    text = (await ask.get(f"/history?begin={NOW - 7200}&end={NOW - 3600}")).text

    begin, end = NOW - 7200, NOW - 3600
    assert f"begin={begin - 3600:.0f}&amp;end={begin:.0f}" in text
    assert f"begin={end:.0f}&amp;end={NOW:.0f}" in text
    assert f"begin={begin - 3600:.0f}&amp;end={NOW:.0f}" in text


@pytest.mark.asyncio
async def test_zooming_in_ends_where_nothing_more_is_to_be_seen(ask: Asker) -> None:
    path, steps = "/history?range=day", 0
    while "Zoom in" in (text := (await ask.get(path)).text) and steps < 20:
        found = re.search(r'href="(/history[^"]*)">Zoom in', text)
        assert found
        path, steps = html.unescape(found[1]), steps + 1

    assert steps == 6  # a day is 1440 minutes, and the last one is two


@pytest.mark.asyncio
async def test_what_makes_no_sense_is_the_last_day(ask: Asker) -> None:
    for query in ("range=century", "begin=9&end=1", "begin=x&end=inf", "begin=-1"):
        answer = await ask.get(f"/history?{query}")
        assert answer.status_code == 200
        assert re.search(r'range=day" aria-current', answer.text), query


@pytest.mark.asyncio
async def test_availability_of_each_line(ask: Asker) -> None:
    text = await ask.text(f"/history?range=month&line={MAIN}")

    assert re.search(r"When lines were there .* card\.home\.lan:12000 \d", text)
    assert "attic.home.lan:12000 1" not in text


@pytest.mark.asyncio
async def test_without_a_history_it_says_so() -> None:
    text = await Asker(made_home().home).text("/history")

    assert "Nothing is remembered of this time." in text


def test_what_was_not_answered_is_a_gap() -> None:
    chart = [
        Bucket(0, 10, 5, 0, 0.1, 0.2, 0.3, 0.4),
        Bucket(10, 20, 2, 2, 0.0, 0.0, 0.0, 0.0),
        Bucket(20, 30, 0, 0, 0.0, 0.0, 0.0, 0.0),
    ]

    data = json.loads(chart_data(chart, [Note(1, 12.0, NoteKind.LINE_DOWN, "")]))

    assert data["at"] == [5, 15, 25]
    assert data["p50"] == [100, None, None]
    assert data["failed"] == [0, 2, 0]
    assert data["marks"] == [[12, "line_down"]]


def _data(text: str) -> dict[str, list[list[object]]]:
    found = re.search(r'data-chart="([^"]+)"', text)
    assert found is not None
    data: dict[str, list[list[object]]] = json.loads(html.unescape(found[1]))
    return data
