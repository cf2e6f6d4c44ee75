"""Preferences."""

from __future__ import annotations

import pytest

from tests.web.pages.asking import Asker

pytestmark = pytest.mark.asyncio


async def test_a_language_is_kept(ask: Asker) -> None:
    answer = await ask.post("/preferences", language="de", back="/lines?x=1")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/lines?x=1"
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert "Empfänger" in await ask.text("/")


async def test_colours_are_kept(ask: Asker) -> None:
    await ask.post("/preferences", theme="dark", back="/")

    assert '<html lang="en" data-theme="dark">' in (await ask.get("/")).text


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example", "\\x", ""])
async def test_nobody_is_led_elsewhere(ask: Asker, back: str) -> None:
    answer = await ask.post("/preferences", theme="neon", language="xx", back=back)

    assert answer.headers["location"] == "/"
    assert "hearth-" not in answer.headers.get("set-cookie", "")
