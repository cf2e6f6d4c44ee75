"""How a home is looked at: a phone and a desk, by day and by night."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, Literal, NamedTuple

from playwright.async_api import Browser, Page

HEIGHT: Final = 800
WIDER: Final = "document.documentElement.scrollWidth - innerWidth"


class Look(NamedTuple):
    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


LOOKS: Final = (
    Look(390, "light"),
    Look(390, "dark"),
    Look(1280, "light"),
    Look(1280, "dark"),
)


@asynccontextmanager
async def looking(
    browser: Browser, look: Look = LOOKS[0], but: str = "nothing"
) -> AsyncIterator[Page]:
    """Open a page; afterwards nothing was wrong with it, but for what is named."""
    context = await browser.new_context(
        viewport={"width": look.width, "height": HEIGHT}, color_scheme=look.scheme
    )
    context.set_default_timeout(10_000)  # milliseconds; only what fails takes as long
    page = await context.new_page()
    problems = listen(page)
    try:
        yield page
    finally:
        await context.close()
    assert [it for it in problems if but not in it] == []


def listen(page: Page) -> list[str]:
    """Collect what the page complains of from now on."""
    problems: list[str] = []
    page.on("console", lambda it: problems.append(f"{it.text} {it.location}"))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


async def assert_fits(page: Page, *widths: int) -> None:
    """Nothing has to be scrolled sideways, by day and by night, at these widths."""
    for look in LOOKS:
        if widths and look.width not in widths:
            continue
        if look.width not in widths:
            await page.set_viewport_size({"width": look.width, "height": HEIGHT})
        await page.emulate_media(color_scheme=look.scheme)
        assert await page.evaluate(WIDER) <= 0, (page.url, look)
