"""WebInfo beside the card server: memory with a page open, latency with five, paint."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final

from bench import home
from bench.latency import latencies
from bench.memory import ask_all
from bench.processes import Running, running
from bench.report import Row, at_most, middle, told
from hearth.lab.load import load_receivers

ECMS: Final = 200_000  # a million is as flat, and takes five times as long
DISTINCT: Final = 3000  # of each receiver: more than Hearth remembers
WARM_UP: Final = 2000  # of each receiver, before the first look under load
ROUNDS: Final = 12
QUESTIONS: Final = 1200  # a round and way: over a second, so that pages are told twice
PAGES: Final = 5
PAINTS: Final = 9

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PAINT: Final = """\
new Promise((painted) => {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint"))
      painted(entry.startTime);
  });
  observer.observe({ type: "paint", buffered: true });
})
"""


def measure(folder: Path, ecms: int = ECMS) -> Iterator[Row]:
    """Look at memory, latency and paint, each with a `hearth serve` of its own."""
    yield from _memory(folder, ecms)
    yield from _latency(folder)
    yield from _paint(folder)


def _memory(folder: Path, ecms: int) -> Iterator[Row]:
    with (
        home.card(folder) as card,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
        asyncio.Runner() as runner,
    ):
        receivers = load_receivers(
            home.boxes(hearth, home.RECEIVERS), distinct=DISTINCT
        )
        for receiver in receivers:
            runner.run(receiver.log_in())
        yield told("16 receivers logged in, no page yet", hearth.memory_mb(), "MB")
        with pages(folder, 1):
            runner.run(ask_all(receivers, WARM_UP))
            warm = hearth.memory_mb()
            runner.run(ask_all(receivers, ecms // home.RECEIVERS))
            after = hearth.memory_mb()
            yield told("a page open, after 32,000 ECMs", warm, "MB")
            yield at_most(f"a page open, after {ecms:,} more", after, 48, "MB")
            yield told("of that, not shared with files", _anon(hearth), "MB")
            yield told("the most it ever was", hearth.memory_mb("VmHWM"), "MB")
            yield at_most("growth meanwhile", 100 * (after / warm - 1), 2, "%")
        for receiver in receivers:
            receiver.close()


def _anon(hearth: Running) -> float:
    return hearth.memory_mb("RssAnon")


def _latency(folder: Path) -> Iterator[Row]:
    """Ask in turn straight, with no page open, and with five."""
    with (
        home.card(folder) as card,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
    ):
        straight, through = home.straight(card, 1), home.boxes(hearth, 1)
        with pages(folder, 1):  # what is imported at the first look is imported now
            pass
        seen: dict[str, list[float]] = {"straight": [], "none": [], "open": []}
        for turn in range(ROUNDS):
            for way, times in seen.items():
                is_open = way == "open"
                with pages(folder, PAGES) if is_open else nullcontext():
                    upstreams = straight if way == "straight" else through
                    times.extend(latencies(upstreams, QUESTIONS, turn * QUESTIONS))
    median = {way: 1e6 * middle(times) for way, times in seen.items()}
    none = median["none"] - median["straight"]
    some = median["open"] - median["straight"]
    yield told("added to an ECM with no page open", none, "us")
    yield told(f"added with {PAGES} pages open", some, "us")
    yield at_most("added with pages open against none", some / none, 1.1, "times")


def _paint(folder: Path) -> Iterator[Row]:
    """Open Now again and again, in a browser that has kept nothing."""
    with (
        home.card(folder) as card,
        home.hearth(folder, f"127.0.0.1 {card.port}") as hearth,
        asyncio.Runner() as runner,
    ):
        receivers = load_receivers(home.boxes(hearth, home.RECEIVERS), distinct=60)
        for receiver in receivers:
            runner.run(receiver.log_in())
        runner.run(ask_all(receivers, 60))
        first, *others = runner.run(_paints(web_port(folder)))
        for receiver in receivers:
            receiver.close()
    yield at_most("first paint of Now, the first since the start", first, 500, "ms")
    yield at_most(f"first paint of Now, median of {PAINTS}", middle(others), 500, "ms")
    yield told("first paint of Now, the slowest", max(others), "ms")


async def _paints(port: int) -> list[float]:
    from playwright.async_api import async_playwright  # late: of the tests, and large

    found = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(1 + PAINTS):
            page = await browser.new_page()
            await page.goto(f"http://127.0.0.1:{port}/")
            found.append(float(await page.evaluate(PAINT)))
            await page.close()
        await browser.close()
    return found


def web_port(folder: Path) -> int:
    """Tell where the pages of the `hearth serve` of this folder are."""
    text = (folder / "CCcam.cfg").read_text()
    found = re.search(r"^WEBINFO LISTEN PORT : (\d+)$", text, re.MULTILINE)
    assert found is not None
    return int(found[1])


@contextmanager
def pages(folder: Path, count: int) -> Iterator[None]:
    """Hold pages open in a process of their own, as browsers elsewhere do."""
    command = ["bench.webinfo", str(web_port(folder)), str(count)]
    with running(command, r"open at port (\d+)", folder):
        yield


class _Page:
    """Now as a browser has it open: loaded, followed, and fetched again when told."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.is_open = asyncio.Event()

    async def run(self) -> None:
        """Stay open until cancelled."""
        self._reader, self._writer = await asyncio.open_connection(
            "127.0.0.1", self._port
        )
        html = await self._get("/")
        for path in sorted(set(re.findall(rb'(?:src|href)="(/static/[^"#]+)', html))):
            await self._get(path.decode())
        stream, asking = await asyncio.open_connection("127.0.0.1", self._port)
        asking.write(self._request("/events", "text/event-stream"))
        async for line in stream:
            if line.startswith((b"event: hello", b"event: changed")):
                await self._get("/?fragment=live")
                self.is_open.set()

    async def _get(self, path: str) -> bytes:
        self._writer.write(self._request(path, "text/html"))
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        assert length is not None
        return await self._reader.readexactly(int(length[1]))

    def _request(self, path: str, accept: str) -> bytes:
        host = f"127.0.0.1:{self._port}"
        return (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode()
        )


async def _stay_open(port: int, count: int) -> None:
    async with asyncio.TaskGroup() as group:
        opened = [_Page(port) for _ in range(count)]
        for page in opened:
            group.create_task(page.run())
        for page in opened:
            await page.is_open.wait()
        print(f"{count} pages are open at port {port}", flush=True)


if __name__ == "__main__":  # python -m bench.webinfo PORT COUNT
    asyncio.run(_stay_open(int(sys.argv[1]), int(sys.argv[2])))
