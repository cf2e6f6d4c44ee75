"""Cards."""

from __future__ import annotations

import pytest

from hearth.core import observations as seen
from tests.web.pages.asking import Asker
from tests.web.pages.made import MAIN, MadeUp, made_home

pytestmark = pytest.mark.asyncio


async def test_the_cards_of_each_line() -> None:
    names = {0x10: "Hearth TV"}
    made = made_home(provider_name=lambda _caid, provider: names.get(provider))

    text = await Asker(made.home).text("/cards")

    assert "4ADA 000010 Hearth TV , 000011 1" in text
    assert "4ADB" in text


async def test_a_line_without_a_card(made: MadeUp, ask: Asker) -> None:
    made.see(seen.CardLeft(MAIN, 1), seen.CardLeft(MAIN, 2))

    assert "No card is announced over this line." in await ask.text("/cards")
