"""A freeze: what is said of the half minute before."""

from __future__ import annotations

import pytest

from hearth.core.observations import Outcome
from tests.web.pages.asking import Asker
from tests.web.pages.made import NOW, MadeUp, answered, failed, made_home

pytestmark = pytest.mark.asyncio


def _path(receiver: str, at: float) -> str:
    return f"/freeze?receiver={receiver}&at={at}"


async def test_a_healthy_card_sends_one_to_the_receiver(ask: Asker) -> None:
    text = await ask.text(_path("kitchen", NOW))

    assert "The way to the card was well. All 3 questions were answered" in text
    assert "Look at the receiver itself." in text
    assert "line and card" in text


async def test_a_question_without_an_answer_is_the_cause(
    made: MadeUp, ask: Asker
) -> None:
    made.clock.now = NOW + 10
    made.see(failed("kitchen", "Hearth Sport", Outcome.REFUSED))

    text = await ask.text(_path("kitchen", NOW + 12))

    assert "refused to answer, after 5.0 s." in text
    assert "The way to the card was well." not in text


async def test_a_late_answer_names_its_longest_leg(made: MadeUp, ask: Asker) -> None:
    made.clock.now = NOW + 10
    made.see(answered("kitchen", "Hearth Sport", 4.5, line_s=0.5, queue_s=3.9))

    text = await ask.text(_path("kitchen", NOW + 12))

    assert "the key took 4.5 s of about 5.0 s." in text
    assert "Most of it (3.9 s) was waiting until the line" in text


async def test_silence_is_no_fault_of_the_card(ask: Asker) -> None:
    assert "The receiver asked for nothing." in await ask.text(_path("attic", NOW))


async def test_the_past_is_read_from_the_history(ask: Asker) -> None:
    text = await ask.text(_path("kitchen", NOW - 3000))

    assert "The way to the card was well." in text


async def test_without_a_history_there_is_what_is_in_memory() -> None:
    text = await Asker(made_home().home).text(_path("kitchen", NOW - 100))

    assert "The way to the card was well." in text


async def test_what_is_no_moment_has_no_page(ask: Asker) -> None:
    assert (await ask.get("/freeze?receiver=kitchen")).status_code == 404
    assert (await ask.get(_path("nobody", NOW))).status_code == 404
