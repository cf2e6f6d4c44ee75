"""Channels."""

from __future__ import annotations

import pytest

from hearth.web.pages.channels import watching
from tests.web.pages.asking import Asker
from tests.web.pages.made import MadeUp, made_home, service

pytestmark = pytest.mark.asyncio


async def test_what_is_and_was_watched(ask: Asker) -> None:
    text = await ask.text("/channels")

    assert "Watched now Hearth One HD living room" in text
    assert "Watched in the last 30 days" in text
    assert "Film & Krimi" in text


async def test_one_channel(ask: Asker) -> None:
    text = await ask.text("/channels/4ADA:000010:283D")

    assert "Hearth One HD Facts CAID 4ADA Provider 000010 Service (SID) 283D" in text
    assert "Watched now by living room" in text
    assert "Its latest ECMs" in text


async def test_a_channel_that_has_no_name_or_never_was(ask: Asker) -> None:
    assert "Channel 0001" in await ask.text("/channels/4ADA:000010:0001")
    assert (await ask.get("/channels/x")).status_code == 404
    assert (await ask.get("/channels/4ADA:000010:123456")).status_code == 404


async def test_without_a_history() -> None:
    text = await Asker(made_home().home).text("/channels")

    assert "Nothing is remembered of this time." in text


async def test_who_watches(made: MadeUp) -> None:
    status = made.home.status()

    assert watching(status, service("Hearth Sport")) == ["kitchen"]
    assert watching(status, service("Film & Krimi")) == []
