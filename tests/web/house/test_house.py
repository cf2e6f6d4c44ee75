"""The whole of WebInfo: `hearth serve`, cards and receivers, and a real Chromium."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, Page, expect

from hearth.lab.card_system import CA_SYSTEM_ID
from tests.web.house.home import (
    CHANNELS,
    FIRST_SERVICE,
    House,
    end,
    house,
    says,
)
from tests.web.house.looks import Look, assert_fits, looking

SOON_MS: Final = 2000  # of issue 4: from a change in the house to the page
ENDS_S: Final = 2.0  # of issue 4: from SIGTERM to the end, with a page open

BOTH: Final = tuple(CHANNELS)
CHANNEL: Final = f"{CA_SYSTEM_ID:04X}:000000:{FIRST_SERVICE:04X}"

# an address, and what it has to show of this very home
PAGES: Final[dict[str, Callable[[House], tuple[str, ...]]]] = {
    "/": lambda home: (*BOTH, *home.lines, *CHANNELS.values()),
    "/receivers": lambda _: (*BOTH, *CHANNELS.values()),
    "/receivers/livingroom": lambda _: ("livingroom", CHANNELS["livingroom"]),
    "/lines": lambda home: tuple(home.lines),
    "/lines/{line}": lambda home: (home.lines[0],),
    "/cards": lambda home: (*home.lines, str(CA_SYSTEM_ID)),
    "/channels": lambda _: tuple(CHANNELS.values()),
    f"/channels/{CHANNEL}": lambda _: ("livingroom", CHANNELS["livingroom"]),
    "/ecms": lambda home: (*BOTH, *CHANNELS.values(), home.lines[0]),
    "/ecms?receiver=kitchen": lambda _: ("kitchen", CHANNELS["kitchen"]),
    "/history": lambda home: (*BOTH, *home.lines),
    "/history?range=month": lambda home: (*BOTH, *home.lines),
    "/log": lambda home: ("livingroom", f"line {home.lines[0]} is up"),
    "/add": lambda _: ("receivers have an account",),
    "/configuration": lambda home: (*BOTH, f"SERVER LISTEN PORT : {home.port}"),
    "/about": lambda home: (str(home.port), str(home.config)),
}
# Libraries and rooms that nobody needs before a page is looked at.
OF_THE_WEB: Final = "starlette uvicorn h11 jinja2 markupsafe segno hearth.web.pages"

in_chromium = pytest.mark.asyncio(loop_scope="session")


# Looking


@in_chromium
@pytest.mark.parametrize("width", [390, 1280])
async def test_every_page_shows_this_home_and_fits_by_day_and_by_night(
    browser: Browser, home: House, width: int
) -> None:
    async with looking(browser, Look(width, "light")) as page:
        for path, wanted in PAGES.items():
            answer = await page.goto(home.base + path.format(line=home.lines[0]))
            assert answer is not None
            assert answer.ok, path
            source = await page.content()
            shown = _plain(await page.inner_text("main"), source)
            assert [it for it in wanted(home) if it not in shown] == [], path
            assert [it for it in home.secrets if it in source] == [], path
            await assert_fits(page, width)


def _plain(shown: str, source: str) -> str:
    """Give the words of a page, with those of its choices."""
    return "\n".join([shown, *re.findall(r"<option[^>]*>([^<]+)", source)])


@in_chromium
async def test_a_freeze_is_marked_and_its_half_minute_shown(
    browser: Browser, home: House
) -> None:
    async with looking(browser) as page:
        await page.goto(f"{home.base}/receivers/kitchen")
        await page.get_by_role("button", name="I saw a freeze").click()

        await expect(page.get_by_role("heading", level=1)).to_have_text(
            "A freeze on kitchen"
        )
        await expect(page.locator("tbody tr").first).to_contain_text("Answered")
        await expect(page.locator(".verdicts")).to_contain_text(
            re.compile("The way to the card was well|Hearth was started")
        )
        await assert_fits(page)


@in_chromium
async def test_without_a_password_the_home_network_is_told_how_to_set_one(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        house(tmp_path, "WEBINFO ALLOW EXTERNAL ACCESS : yes") as home,
        home.serving("the pages show nothing") as it,
        looking(browser, but="403") as page,
    ):
        await home.watch()
        for path in (*PAGES, "/clients", "/api/v1/now", "/events", "/nothing"):
            url = home.base + path.format(line=home.lines[0])
            answer = await page.request.get(url, headers={"Accept": "text/html"})
            assert answer.status == 403, path
            source = await answer.text()
            assert [it for it in (*BOTH, *home.lines) if it in source] == [], path
        await page.goto(home.base)
        await expect(page.locator("h1")).to_have_text("Set a password first")
        await assert_fits(page)

        user, password = "WEBINFO USERNAME : anna", "WEBINFO PASSWORD : tea-9hra-cup"
        home.write("WEBINFO ALLOW EXTERNAL ACCESS : yes", user, password)
        await says(it, "was read again: ")
        await page.reload()
        await page.get_by_label("User name").fill("anna")
        await page.get_by_label("Password").fill("tea-9hra-cup")
        await assert_fits(page)
        await page.get_by_role("button", name="Log in").click()
        await expect(page.locator(".cards").first).to_contain_text("livingroom")


# Something happens


@in_chromium
async def test_a_line_is_killed_and_now_says_so_within_two_seconds(
    browser: Browser, tmp_path: Path
) -> None:
    async with house(tmp_path) as home, home.serving(), AsyncExitStack() as open_pages:
        await home.watch()
        pages = [
            await open_pages.enter_async_context(looking(browser, look))
            for look in (Look(390, "dark"), Look(1280, "light"))
        ]
        for page in pages:
            async with page.expect_response(lambda r: "fragment=live" in r.url):
                await page.goto(home.base)
        await _all_say(pages, "All is well.", 10_000)

        first, _ = home.lines
        await home.kill_card(0)
        await _all_say(pages, f"All watch on, but the line {first} is down.", SOON_MS)

        await home.kill_card(1)
        await _all_say(pages, "All 2 lines to your cards are down.", SOON_MS)
        await assert_fits(pages[0])


async def _all_say(pages: list[Page], sentence: str, within_ms: int) -> None:
    """Wait until every page has this headline."""
    async with asyncio.TaskGroup() as group:
        for page in pages:
            said = expect(page.locator("h1")).to_have_text(sentence, timeout=within_ms)
            group.create_task(said)


@in_chromium
async def test_it_ends_soon_with_a_page_open_and_remembers_after_a_restart(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        house(tmp_path) as home,
        looking(browser, but="net::ERR_") as page,  # Hearth is gone for a while
    ):
        async with home.serving() as it:
            await home.watch()
            await page.goto(f"{home.base}/receivers/livingroom")
            await page.get_by_role("button", name="I saw a freeze").click()
            marked = "A freeze on livingroom"
            await expect(page.locator("h1")).to_have_text(marked)
            before = await page.locator("tbody td").first.inner_text()
            async with page.expect_response(lambda r: "fragment=live" in r.url):
                await page.goto(home.base)

            assert await end(it) < ENDS_S
            await expect(page.locator("[data-lost]")).to_be_visible()

        async with home.serving():
            await expect(page.locator("[data-lost]")).to_be_hidden()
            await page.goto(f"{home.base}/receivers/livingroom")
            await page.locator("#freezes + ul a").click()
            await expect(page.locator("h1")).to_have_text(marked)
            await expect(page.locator("tbody td").first).to_have_text(before)
            await page.goto(f"{home.base}/history?range=hour")
            await expect(page.get_by_text("Hearth started")).to_have_count(2)


# Changing something


@in_chromium
async def test_a_receiver_is_added_in_the_page_and_logs_in(
    browser: Browser, home: House
) -> None:
    async with looking(browser) as page:
        await page.goto(f"{home.base}/add")
        await page.get_by_label("What is it called?").fill("bedroom")
        await page.get_by_role("button", name="Go on").click()
        await expect(page.locator(".diff .in")).to_contain_text("F: bedroom")
        await assert_fits(page)
        await page.get_by_role("button", name="Add it").click()
        steps = page.locator(".verdicts")
        await expect(steps).to_contain_text("Nothing has come from there yet")
        await assert_fits(page)
        line = await page.locator("#cccam").inner_text()
        _, host, port, name, password = line.split()
        assert (int(port), name) == (home.port, "bedroom")

        home.connect("bedroom", "wrong", host, again_s=600)  # five lock it out
        await expect(steps).to_contain_text("with a wrong password")
        await home.switch_off("bedroom")
        await home.switch_on("bedroom", password, host)

        await expect(steps).to_contain_text(f"It has logged in from {host}")
        await expect(steps).to_contain_text("It got its first key")
        await assert_fits(page)
        await page.get_by_role("link", name="To the page of bedroom").click()
        await expect(page.locator("h1")).to_have_text("bedroom")
        await home.switch_off("bedroom")


@in_chromium
async def test_a_fix_is_applied_and_taken_back(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        house(tmp_path, "KEEPALIV TIMEOUT : 45") as home,
        home.serving() as it,
        looking(browser) as page,
    ):
        wrong = home.config.read_bytes()
        await page.goto(f"{home.base}/configuration")
        await page.get_by_role("link", name="Call it KEEPALIVE TIMEOUT").click()
        await expect(page.locator(".diff .in")).to_have_text(
            re.compile("KEEPALIVE TIMEOUT : 45")
        )
        await assert_fits(page)
        assert home.config.read_bytes() == wrong

        await page.get_by_role("button", name="Write it").click()
        await says(it, "was read again: keep_alive_s: 30 -> 45")
        assert home.config.read_bytes() == wrong.replace(b"KEEPALIV ", b"KEEPALIVE ")
        await assert_fits(page)

        await page.get_by_role("button", name="Take it back").click()
        await says(it, "was read again: keep_alive_s: 45 -> 30")
        assert home.config.read_bytes() == wrong


# What it costs when it is off


@in_chromium
async def test_off_or_not_looked_at_it_loads_nothing(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")  # names them on standard error
    async with house(tmp_path, "ALLOW WEBINFO : no") as home:
        async with home.serving() as it:
            await home.watch()
            with pytest.raises(OSError, match="Connect"):
                await asyncio.open_connection("127.0.0.1", home.web_port)
            await end(it)
            assert _loaded(it.log) == set()

        home.write()
        async with home.serving("WEBINFO: port") as it:
            await says(it, "for kitchen", "for livingroom")
            it.send(signal.SIGHUP)
            await says(it, "was read again")
            assert _loaded(it.log) == set()
            async with looking(browser) as page:
                await page.goto(home.base)
            await end(it)
            assert _loaded(it.log) == {*OF_THE_WEB.split()} - {"segno"}


def _loaded(log: str) -> set[str]:
    """Give those of the web's libraries that were imported."""
    imported = set(re.findall(r"^import time:.*\| +(\S+)$", log, re.MULTILINE))
    return imported & {*OF_THE_WEB.split()}
