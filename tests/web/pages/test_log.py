"""The log's page."""

from __future__ import annotations

import pytest

from tests.web.pages.asking import Asker

pytestmark = pytest.mark.asyncio


async def test_the_newest_line_first(ask: Asker) -> None:
    text = await ask.text("/log")

    assert text.index("answered in 84ms") < text.index("is up")


async def test_only_what_is_looked_for(ask: Asker) -> None:
    warnings = await ask.text("/log?level=warnings")
    assert "no such user" in warnings
    assert "is up" not in warnings

    found = await ask.text("/log?text=LOGGED&receiver=living+room")
    assert "living room logged in" in found
    assert "answered in" not in found

    assert "No such line." in await ask.text("/log?text=nothing+at+all")
    assert "is up" in await ask.text("/log?level=nonsense")


async def test_the_living_part(ask: Asker) -> None:
    answer = await ask.get("/log?level=warnings&fragment=live")

    assert answer.text.count("<tr data-key=") == 1
