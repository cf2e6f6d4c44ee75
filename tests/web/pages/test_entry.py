"""The pages before the pages, and the one that is not there."""

from __future__ import annotations

import pytest

from hearth.secret import Secret
from hearth.web.settings import WebSettings
from tests.web.pages.asking import Asker
from tests.web.pages.made import made_home

pytestmark = pytest.mark.asyncio

ASKING = WebSettings(user="anna", password=Secret(b"tulips in may"))
LOCKED = WebSettings(external_access=True)


async def test_the_log_in_shows_nothing_of_the_home() -> None:
    ask = Asker(made_home(web_settings=lambda: ASKING).home)

    text = (await ask.get("/login?next=/lines")).text

    assert 'autocomplete="current-password"' in text
    assert 'name="next" value="/lines"' in text
    assert "kitchen" not in text
    assert (await ask.get("/")).headers["location"] == "/login"


async def test_a_wrong_password_is_said_and_a_right_one_lets_in() -> None:
    ask = Asker(made_home(web_settings=lambda: ASKING).home)

    wrong = await ask.post("/login", "/login", user="anna", password="no")
    assert "User name or password is wrong." in wrong.text

    right = await ask.post("/login", "/login", user="anna", password="tulips in may")
    assert right.status_code == 303
    page = await ask.get("/")
    assert "Log out" in page.text
    assert "tulips" not in page.text


async def test_without_a_password_it_is_explained_how_to_set_one() -> None:
    ask = Asker(made_home(web_settings=lambda: LOCKED).home)

    answer = await ask.get("/")

    assert answer.status_code == 403
    assert "WEBINFO PASSWORD : " in answer.text
    assert "kitchen" not in answer.text


async def test_a_page_that_is_not_there(ask: Asker) -> None:
    answer = await ask.get("/nothing")

    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert (await ask.get("/cards?fragment=live")).status_code == 404
