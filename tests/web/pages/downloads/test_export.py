"""Exports: whole, in pages, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest

from hearth.observe.history.reader import HistoryReader
from hearth.web.pages.downloads import export
from tests.web.pages.asking import Asker
from tests.web.pages.made import NOW, answered, made_home

pytestmark = pytest.mark.asyncio


async def test_csv_has_a_row_for_each(
    ask: Asker, history: HistoryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PAGE", 250)

    answer = await ask.get(f"/ecms?format=csv&begin={NOW - 3600}&end={NOW}")

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert tuple(rows[0]) == export.COLUMNS
    assert len(rows) > 1000
    assert len({tuple(row) for row in rows}) == len(rows)
    assert rows[1][0] > rows[-1][0]
    assert {row[5] for row in rows[1:]} >= {"Hearth One HD", "Kinderkino"}


async def test_json_is_whole(ask: Asker) -> None:
    answer = await ask.get(f"/ecms?format=json&begin={NOW - 600}&end={NOW}")

    rows = json.loads(answer.text)
    assert len(rows) > 100
    assert rows[0].keys() == set(export.COLUMNS)
    assert rows[0]["outcome"] == "answered"


async def test_nothing_is_an_empty_list(ask: Asker) -> None:
    answer = await ask.get("/ecms?format=json&receiver=nobody")

    assert json.loads(answer.text) == []
    assert 'filename="hearth-ecms.json"' in answer.headers["content-disposition"]


async def test_a_name_is_no_formula() -> None:
    made = made_home(channel_name=lambda *_: '=HYPERLINK("http://x")')
    made.see(answered("kitchen", "Kinderkino", 0.1))

    answer = await Asker(made.home).get("/ecms?format=csv")

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[1][5].startswith("'=")
