"""Lines, and the judgement on each."""

from __future__ import annotations

import pytest

from hearth.web.pages.lines import shortest_period
from tests.web.pages.asking import Asker
from tests.web.pages.made import MAIN, SPARE, MadeUp, quiet_home

pytestmark = pytest.mark.asyncio


async def test_all_lines_with_their_day(ask: Asker) -> None:
    text = await ask.text("/lines")

    assert "In the order of CCcam.cfg" in text
    assert "The last 24 hours Line ECMs" in text
    assert "<table" not in (await ask.get("/lines?fragment=live")).text


async def test_a_line_is_judged(ask: Asker) -> None:
    text = await ask.text(f"/lines/{MAIN}")

    assert "How good is this line?" in text
    assert "like a card" in text
    assert "Answers leave plenty of time" in text
    assert "of the last 30 days" in text


async def test_a_line_that_never_answered_is_not_judged_yet(ask: Asker) -> None:
    assert "Too few answers yet" in await ask.text(f"/lines/{SPARE}")


async def test_what_is_no_line_has_no_page(ask: Asker) -> None:
    assert (await ask.get("/lines/elsewhere:1")).status_code == 404


async def test_the_most_demanding_channel_counts(made: MadeUp) -> None:
    assert shortest_period(made.home.status()) == pytest.approx(10, abs=0.2)
    assert shortest_period(quiet_home().home.status()) is None


async def test_the_living_part(ask: Asker) -> None:
    answer = await ask.get(f"/lines/{MAIN}?fragment=live")

    assert "Usual ECM time" in answer.text
    assert "<table" not in answer.text
