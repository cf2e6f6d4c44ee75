"""The pages of the configuration in a real Chromium."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.web.pages.browser import WIDTHS, page_of, served
from tests.web.pages.configuration.homes import FAULTY, home_at
from tests.web.pages.made import app_of

in_chromium = pytest.mark.asyncio(loop_scope="session")


@in_chromium
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["", "/fix?file=CCcam.cfg"])
async def test_they_fit_are_accessible_and_make_no_errors(
    browser: Browser, tmp_path: Path, width: int, path: str
) -> None:
    made = home_at(tmp_path, FAULTY)
    async with served(app_of(made.home)) as base:
        page = await page_of(browser, width)
        problems = listen(page)
        await page.goto(f"{base}/configuration{path}")

        assert await trouble(page) == []
        await page.close()
    assert problems == []


@in_chromium
async def test_a_fix_is_applied_and_taken_back(
    browser: Browser, tmp_path: Path
) -> None:
    made = home_at(tmp_path, FAULTY)
    async with served(app_of(made.home)) as base:
        page = await browser.new_page(viewport={"width": 390, "height": 800})
        await page.goto(f"{base}/configuration")
        await page.get_by_role("link", name="Write WEBINFO LISTEN PORT").click()
        line = page.locator(".in code")
        await expect(line).to_have_text("WEBINFO LISTEN PORT :16001")
        await page.get_by_role("button", name="Write it").click()
        await expect(page.get_by_text("CCcam.cfg is written.")).to_be_visible()
        assert b"WEBINFO LISTEN PORT" in made.home.configuration.read_bytes()
        await page.get_by_role("button", name="Take it back").click()
        await expect(page.locator("tbody tr")).to_have_count(2)

        assert made.home.configuration.read_bytes() == FAULTY
        await page.close()


@in_chromium
async def test_it_works_without_javascript(browser: Browser, tmp_path: Path) -> None:
    made = home_at(tmp_path, FAULTY)
    async with served(app_of(made.home)) as base:
        context = await browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(f"{base}/configuration")
        await page.get_by_role("link", name="Mend all 3").click()
        await page.get_by_role("button", name="Write it").click()

        await expect(page.get_by_role("button", name="Take it back")).to_be_visible()
        await context.close()


def listen(page: Page) -> list[str]:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


async def trouble(page: Page) -> list[str]:
    """Tell whether a page is too wide, and what axe finds serious in it."""
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = await page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{wide} too wide"] * (wide > 0) + [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
