"""Receivers, and the button for a freeze."""

from __future__ import annotations

import pytest

from hearth.web.pages.receivers import find_receiver
from tests.web.pages.asking import Asker
from tests.web.pages.made import MadeUp, failed

pytestmark = pytest.mark.asyncio


async def test_all_receivers_with_their_day(ask: Asker) -> None:
    text = await ask.text("/receivers")

    assert "living room" in text
    assert "The last 24 hours Receiver ECMs Failed Usual (p50)" in text


async def test_a_receiver_with_figures_and_journal(made: MadeUp, ask: Asker) -> None:
    made.see(failed("living room", "Hearth One HD"))

    text = await ask.text("/receivers/living%20room")

    assert "192.168.1.21" in text
    assert "OSCam 2.26.05-11960" in text
    assert "Crypto period 10.0 s" in text
    assert "ECM times" in text
    assert "Latest questions without a key" in text
    assert "What was watched" in text


async def test_a_freeze_that_was_seen_is_listed(ask: Asker) -> None:
    answer = await ask.get("/receivers/kitchen")

    assert "/freeze?receiver=kitchen&amp;at=" in answer.text


async def test_the_button_keeps_a_mark_and_shows_what_happened(
    made: MadeUp, ask: Asker
) -> None:
    answer = await ask.post("/receivers/kitchen", "/receivers/kitchen")

    assert made.freezes == ["kitchen"]
    assert answer.status_code == 303
    text = await ask.text(answer.headers["location"])
    assert "A freeze on kitchen" in text


async def test_without_its_token_the_button_does_nothing(
    made: MadeUp, ask: Asker
) -> None:
    await ask.get("/")

    answer = await ask._request("POST", "/receivers/kitchen", data={"csrf_token": "1"})

    assert answer.status_code == 403
    assert made.freezes == []


async def test_who_is_no_receiver_has_no_page(made: MadeUp, ask: Asker) -> None:
    assert (await ask.get("/receivers/nobody")).status_code == 404
    assert (await ask.post("/receivers/nobody")).status_code == 404
    assert find_receiver(made.home.status(), "kitchen").name == "kitchen"


async def test_the_living_part(ask: Asker) -> None:
    one = await ask.get("/receivers/kitchen?fragment=live")
    all_of_them = await ask.get("/receivers?fragment=live")

    assert "Every key comes in time." in one.text
    assert "<table" not in one.text + all_of_them.text
