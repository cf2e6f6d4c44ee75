"""The application: what is served to whom, beyond the pages themselves."""

from __future__ import annotations

import pytest

from tests.web.access.scene import ASKING, LOCKED, browser, line, serving, status

PLAIN = {"Accept": "*/*"}


@pytest.mark.asyncio
async def test_browsers_get_our_page_and_programs_cccams() -> None:
    async with serving() as server, browser(server) as client:
        ours = await client.get("/")
        theirs = await client.get("/", headers=PLAIN)

    assert "All is well" in ours.text
    assert "Welcome to CCcam 2.3.0 " in theirs.text


@pytest.mark.asyncio
async def test_a_watchdog_is_told_that_hearth_lives_even_with_all_lines_down() -> None:
    down = status(lines=(line(is_up=False), line("other:12000", is_up=False)))
    async with serving(shown=down) as server, browser(server) as client:
        answer = await client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "lines": 2, "lines_up": 0}


@pytest.mark.parametrize("settings", [ASKING, LOCKED], ids=["asking", "locked"])
@pytest.mark.asyncio
async def test_who_is_not_in_is_told_nothing_but_that(settings: object) -> None:
    assert settings in (ASKING, LOCKED)
    chosen = ASKING if settings == ASKING else LOCKED
    async with serving(chosen) as server, browser(server) as client:
        answer = await client.get("/healthz")

    assert answer.json() == {"status": "ok"}


@pytest.mark.asyncio
async def test_what_is_not_there_is_not_found() -> None:
    async with serving() as server, browser(server) as client:
        answer = await client.get("/nowhere")

    assert answer.status_code == 404
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
