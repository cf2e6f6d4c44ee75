"""Adding a receiver in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from hearth.core import observations as seen
from tests.web.pages.browser import WIDTHS, page_of, served
from tests.web.pages.configuration.homes import home_at
from tests.web.pages.configuration.test_in_chromium import listen, trouble
from tests.web.pages.made import app_of

in_chromium = pytest.mark.asyncio(loop_scope="session")


@in_chromium
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/add?name=K%C3%BCche", "/add?name=bedroom"])
async def test_they_fit_are_accessible_and_make_no_errors(
    browser: Browser, tmp_path: Path, width: int, path: str
) -> None:
    made = home_at(tmp_path)
    async with served(app_of(made.home)) as base:
        page = await page_of(browser, width)
        await page.goto(base + path)

        assert await trouble(page) == []
        await page.close()


@in_chromium
@pytest.mark.parametrize("width", WIDTHS)
async def test_a_receiver_is_added_and_waited_for(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    made = home_at(tmp_path)
    async with served(app_of(made.home)) as base:
        page = await page_of(browser, width)
        problems = listen(page)
        await page.goto(f"{base}/add")
        await page.get_by_label("What is it called?").fill("bedroom")
        await page.keyboard.press("Enter")
        async with page.expect_response(lambda answer: "fragment=live" in answer.url):
            await page.get_by_role("button", name="Add it").click()
        await expect(
            page.get_by_text("Nothing has come from there yet")
        ).to_be_visible()
        assert await trouble(page) == []

        made.see(seen.ReceiverLoggedIn("bedroom", "192.168.1.50"))

        there = page.get_by_role("link", name="To the page of bedroom")
        await expect(there).to_be_visible(timeout=2000)
        await expect(page.locator("#cccam")).to_contain_text("C: 192.168.1.2 12000")
        await page.close()
    assert problems == []


@in_chromium
async def test_copying_and_loading_again(browser: Browser, tmp_path: Path) -> None:
    made = home_at(tmp_path)
    async with served(app_of(made.home)) as base:
        page = await browser.new_page()
        await page.goto(f"{base}/add?name=bedroom")
        await page.get_by_role("button", name="Add it").click()

        await page.locator("[data-copy=cccam]").click()
        await expect(page.locator("[data-copy=cccam]")).to_contain_text("Copied")
        chosen = await page.evaluate("getSelection().toString()")
        assert chosen.startswith("C: 192.168.1.2 12000 bedroom ")
        await page.reload()

        await expect(page.locator("h1")).to_have_text("Waiting for bedroom")
        assert chosen not in await page.content()
        await page.close()


@in_chromium
async def test_it_works_without_javascript(browser: Browser, tmp_path: Path) -> None:
    made = home_at(tmp_path)
    async with served(app_of(made.home)) as base:
        context = await browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(f"{base}/add?name=bedroom")
        await page.get_by_role("button", name="Add it").click()

        await expect(page.locator("#oscam")).to_contain_text("protocol      = cccam")
        await expect(page.get_by_text("Look whether it has come")).to_be_visible()
        await context.close()
