"""Every page: in each language, with hostile names, and in a real Chromium."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, Page, expect
from starlette.routing import Route

from hearth.core import observations as seen
from hearth.observe.history.reader import HistoryReader
from hearth.web.pages.parts.files import STATIC
from hearth.web.pages.parts.render import NAVIGATION
from hearth.web.pages.parts.templates import TEMPLATES
from hearth.web.pages.routes import make_pages
from tests.web.pages.asking import Asker
from tests.web.pages.browser import WIDTHS, page_of, served
from tests.web.pages.made import (
    ACCOUNTS,
    MAIN,
    NASTY,
    NOW,
    SPARE,
    MadeUp,
    answered,
    app_of,
    failed,
    made_home,
    quiet_home,
)

KITCHEN = "/receivers/kitchen"
PATHS = [
    "/",
    "/receivers",
    KITCHEN,
    "/lines",
    f"/lines/{MAIN}",
    "/cards",
    "/channels",
    "/channels/4ADA:000010:283D",
    "/ecms",
    "/history?range=month",
    f"/freeze?receiver=kitchen&at={NOW}",
    "/log",
    "/about",
]
MOST_BYTES = 150_000  # of Now, before charts

in_chromium = pytest.mark.asyncio(loop_scope="session")


# As HTML


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_has_a_name_a_language_and_one_headline(
    ask: Asker, path: str
) -> None:
    answer = await ask.get(path)

    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text
    assert len(re.findall(r"<h1[ >]", answer.text)) == 1
    assert re.search(r"<title>\S.* \u2013 Hearth</title>", answer.text)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_there_in_german(made: MadeUp, path: str) -> None:
    answer = await Asker(made.home, **{"Accept-Language": "de"}).get(path)

    assert answer.status_code == 200
    assert '<html lang="de">' in answer.text
    assert "Empfänger" in answer.text
    assert not re.search(r">(Receivers|Lines|Channels|History|Line)<", answer.text)


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_there_before_anything_has_happened(path: str) -> None:
    answer = await Asker(quiet_home().home).get(path)

    assert answer.status_code == 200


@pytest.mark.asyncio
async def test_a_name_can_do_no_harm() -> None:
    made = made_home(
        channel_name=lambda *_: NASTY, provider_name=lambda *_: NASTY, version=NASTY
    )
    made.live.configure([*ACCOUNTS, NASTY], [MAIN, SPARE, NASTY])
    made.see(
        seen.ReceiverLoggedIn(NASTY, "192.168.1.9"),
        seen.ReceiverRunning(NASTY, NASTY),
        seen.LineDown(NASTY, NASTY, NASTY),
        seen.ConnectionRefused("192.168.1.8", NASTY, NASTY),
        answered(NASTY, "Kinderkino", 0.1, line=NASTY),
        failed(NASTY, "Kinderkino"),
    )
    ask = Asker(made.home)
    own = [f"/receivers/{quote(NASTY)}", f"/lines/{quote(NASTY)}"]
    own += [f"/ecms?receiver={quote(NASTY)}", f"/log?text={quote(NASTY)}"]
    own += [f"/freeze?receiver={quote(NASTY)}&at={NOW}"]

    for path in [*PATHS, *own]:
        text = (await ask.get(path)).text
        assert "<script>" not in text, path
        assert ' onx="' not in text, path


@pytest.mark.asyncio
async def test_no_page_asks_for_anything_from_elsewhere(ask: Asker) -> None:
    for path in PATHS:
        text = (await ask.get(path)).text
        assert not re.search(r'(?:src|href|action)="(?:[a-z]+:)?//', text), path


@pytest.mark.asyncio
async def test_now_is_small(ask: Asker) -> None:
    now = await ask.get("/")
    files = re.findall(r'(?:src|href)="(/static/[^"#]+)', now.text)
    sizes = {file: len((await ask.get(file)).content) for file in set(files)}

    assert len(sizes) >= 5
    assert len(now.content) + sum(sizes.values()) < MOST_BYTES


@pytest.mark.asyncio
async def test_every_entry_of_the_navigation_leads_somewhere(ask: Asker) -> None:
    for entry in NAVIGATION:
        text = (await ask.get(entry.path)).text
        assert text.count('aria-current="page"') == 1
        assert f'id="{entry.name}"' in (STATIC / "icons.svg").read_text()


def test_every_icon_that_is_used_is_drawn() -> None:
    drawn = set(re.findall(r'id="(\w+)"', (STATIC / "icons.svg").read_text()))
    used = {
        name
        for template in TEMPLATES.glob("*.html")
        for name in re.findall(r'icon\("(\w+)"\)', template.read_text())
    }

    assert used <= drawn


def test_what_the_application_needs(made: MadeUp) -> None:
    pages = make_pages(made.home)

    assert len(pages.routes) > 15
    assert 404 in pages.handlers


def test_to_look_is_get_and_to_change_is_post(made: MadeUp) -> None:
    routes = [it for it in make_pages(made.home).routes if isinstance(it, Route)]

    assert {tuple(sorted(route.methods or ())) for route in routes} == {
        ("GET", "HEAD"),
        ("POST",),
    }
    assert [route.path for route in routes if route.methods == {"POST"}] == [
        "/receivers/{name:path}",
        "/add/{name:path}",
        "/configuration/fix",
        "/configuration/versions/{name}",
        "/preferences",
    ]


def test_the_first_page_loads_no_other() -> None:
    program = (
        "import sys, hearth.web.pages.routes\n"
        "print(*(m for m in sys.modules if m.startswith('hearth.web.')))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    loaded = set(done.stdout.split())
    assert "hearth.web.pages.now" in loaded
    assert not {it for it in loaded if it.startswith("hearth.web.api.")}
    assert (
        not {f"hearth.web.pages.{page}" for page in ("history", "about", "add.show")}
        & loaded
    )


# In Chromium


@in_chromium
@pytest.mark.parametrize("width", WIDTHS)
async def test_every_page_fits_is_accessible_and_makes_no_errors(
    history: HistoryReader, browser: Browser, width: int
) -> None:
    made = made_home(history=history)
    made.see(seen.LineDown(SPARE, "connect", "no route to host"))
    made.see(failed("bedroom", "Kinderkino"), answered("study", "Kinderkino", 4.9))
    axe = (files("axe_playwright_python") / "axe.min.js").read_text()
    async with served(app_of(made.home)) as base:
        page = await page_of(browser, width)
        problems = _listen(page)
        for path in PATHS:
            await page.goto(base + path)
            wide = "document.documentElement.scrollWidth - innerWidth"
            assert await page.evaluate(wide) <= 0, path
            assert await _axe(page, axe) == [], path
        await page.close()
    assert problems == []


@in_chromium
async def test_the_sentence_changes_when_the_home_does(browser: Browser) -> None:
    made = made_home()
    async with served(app_of(made.home)) as base:
        page = await browser.new_page()
        problems = _listen(page)
        async with page.expect_response(lambda r: "fragment=live" in r.url):
            await page.goto(base)
        await expect(page.locator("h1")).to_have_text("All is well.")

        made.see(seen.LineDown(MAIN, "connect", "no route to host"))

        await expect(page.locator("h1")).to_have_text(
            f"All watch on, but the line {MAIN} is down.", timeout=2000
        )
        assert problems == []
        await page.close()


@in_chromium
async def test_new_ecms_come_in_until_it_is_paused(browser: Browser) -> None:
    made = made_home()
    async with served(app_of(made.home)) as base:
        page = await browser.new_page()
        async with page.expect_response(lambda r: "fragment=live" in r.url):
            await page.goto(f"{base}/ecms?outcome=failed")
        await expect(page.locator("tbody tr")).to_have_count(0)

        made.see(failed("kitchen", "Hearth Sport"))
        await expect(page.locator("tbody tr")).to_have_count(1)
        await page.get_by_role("button", name="Pause").click()
        made.see(failed("kitchen", "Hearth Sport"))
        await page.get_by_role("button", name="Pause").click()

        await expect(page.locator("tbody tr")).to_have_count(2)
        await page.close()


@in_chromium
async def test_dragging_over_the_chart_zooms(
    history: HistoryReader, browser: Browser
) -> None:
    made = made_home(history=history)
    async with served(app_of(made.home)) as base:
        page = await browser.new_page(viewport={"width": 1280, "height": 900})
        await page.goto(f"{base}/history?range=month&receiver=kitchen")
        over = page.locator(".u-over").first
        await over.scroll_into_view_if_needed()
        box = await over.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        await page.mouse.move(box["x"] + 100, middle)
        await page.mouse.down()
        await page.mouse.move(box["x"] + 300, middle, steps=4)
        async with page.expect_navigation(url=re.compile("begin=")):
            await page.mouse.up()

        assert "receiver=kitchen" in page.url
        await expect(page.locator("canvas")).to_have_count(2)
        await page.close()


@in_chromium
async def test_the_switch_makes_it_dark(browser: Browser) -> None:
    async with served(app_of(made_home().home)) as base:
        page = await browser.new_page(color_scheme="light")
        await page.goto(f"{base}/cards")
        background = "getComputedStyle(document.documentElement).backgroundColor"
        light = await page.evaluate(background)

        await page.get_by_role("button", name="Dark").click()
        await page.wait_for_url(f"{base}/cards")

        assert await page.evaluate(background) != light
        await page.close()


@in_chromium
async def test_it_can_be_read_without_javascript(
    history: HistoryReader, browser: Browser
) -> None:
    made = made_home(history=history)
    async with served(app_of(made.home)) as base:
        context = await browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(f"{base}/history")

        await page.get_by_text("The same figures as a table").click()

        await expect(page.locator("details tbody tr").first).to_be_visible()
        await context.close()


def _listen(page: Page) -> list[str]:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


async def _axe(page: Page, axe: str) -> list[str]:
    """Name what axe finds serious; the script is put in past the page's policy."""
    # Four rows of a table are as good as a hundred, and axe is done in no time.
    rows = "document.querySelectorAll('tbody tr:nth-child(n+5)')"
    await page.evaluate(f"{rows}.forEach((row) => row.remove())")
    await page.evaluate(axe)
    found = await page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
