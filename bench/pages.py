"""Every page's time on the server, with 400 days of a busy home to tell of."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.parse import quote

from starlette.types import ASGIApp, Message

from bench import history
from bench.history import CAID, CHANNELS, END, LINES, RECEIVERS
from bench.report import Row, at_most, told
from hearth.core import observations as seen
from hearth.core.observations import Outcome
from hearth.core.receivers.lockouts import Lockouts
from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId, ServiceId
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.live.live import Live
from hearth.web.access.gate import Gate
from hearth.web.app import make_app
from hearth.web.home import Health, Home
from hearth.web.pages.routes import make_pages
from hearth.web.settings import WebSettings

ROUNDS: Final = 20  # requests of each page, after one that does not count
NOW: Final = END - 1234.0  # unix seconds
OFFSET: Final = NOW - 100_000.0  # unix less monotonic
BOXES: Final = [f"box{i + 1}" for i in range(RECEIVERS)]
PROVIDER: Final = ProviderId(0x10)
LINE: Final = f"/lines/{quote(LINES[0])}"
CHANNEL: Final = f"/channels/{CAID:04X}:000010:1007"

PATHS: Final = (
    "/",
    "/?fragment=live",
    "/receivers",
    "/receivers/box7",
    "/lines",
    LINE,
    "/cards",
    "/channels",
    CHANNEL,
    "/ecms",
    "/ecms?receiver=box7&outcome=failed",
    f"/ecms?channel={CAID:04X}:000010:1007&outcome=failed",
    "/history?range=hour",
    "/history?range=day",
    "/history?range=month",
    "/history?range=month&receiver=box7",
    "/history?range=year",
    f"/history?range=year&receiver=box7&line={quote(LINES[1])}",
    f"/freeze?receiver=box7&at={NOW}",
    f"/freeze?receiver=box7&at={NOW - 86_400}",
    "/add",
    "/configuration",
    "/log",
    "/about",
)


class _Notes:
    """Writes nothing."""

    def note(
        self, kind: NoteKind, text: str, receiver: str = "", line: str = ""
    ) -> None:
        """Forget it."""


def measure(folder: Path) -> Iterator[Row]:
    """Generate 400 days, and ask for every page again and again."""
    path = folder / "history.sqlite"
    began = time.perf_counter()
    history.generate(path)
    yield told("generating 400 days", time.perf_counter() - began, "s")
    app = _app(path, folder / "CCcam.cfg")
    for page in PATHS:
        p50, p95 = asyncio.run(_times_ms(app, page))
        yield told(f"{page}: p50", p50, "ms")
        yield at_most(f"{page}: p95", p95, 150, "ms")
    for name, ask in history.questions(path).items():
        if name.startswith("chart, 30 days"):
            _, p95 = history.times_ms(ask)
            yield at_most(f"{name}: query, p95", p95, 100, "ms")


async def _times_ms(app: ASGIApp, page: str) -> tuple[float, float]:
    """Ask for a page again and again; give p50 and p95 in milliseconds."""
    took = []
    await _ask(app, page)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await _ask(app, page)
        took.append(1000 * (time.perf_counter() - began))
    cuts = quantiles(took, n=20, method="inclusive")
    return cuts[9], cuts[18]


async def _ask(app: ASGIApp, page: str) -> None:
    """Ask the whole application, as uvicorn would."""
    path, _, query = page.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path.replace("%3A", ":"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html")],
        "client": ("127.0.0.1", 40_000),
        "server": ("127.0.0.1", 16_001),
    }
    status: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    await app(scope, _nothing_more, send)
    if status != [200]:
        msg = f"{page} was answered {status}"
        raise RuntimeError(msg)


async def _nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _app(path: Path, configuration: Path) -> ASGIApp:
    configuration.write_text(_configuration())
    configuration.chmod(0o600)
    home = _home(_live(), HistoryReader(path), configuration)
    gate = Gate(Lockouts(), home.monotonic, frozenset)
    gate.configure(home.web_settings())
    return make_app(home, gate, make_pages(home))


def _configuration() -> str:
    accounts = [f"F: {box} secret-{box}" for box in BOXES]
    lines = [f"C: {line.replace(':', ' ')} house secret-line" for line in LINES]
    return "\n".join(["SERVER LISTEN PORT : 12000", *accounts, *lines, ""])


def _live() -> Live:
    """Let two hours pass: as much as is kept of what just happened."""
    live = Live(BOXES, LINES, started_unix=NOW - 86_400, unix_offset=OFFSET)
    now = NOW - OFFSET
    begin = now - 7200
    for number, line in enumerate(LINES):
        live(seen.LineUp(line), begin)
        live(
            seen.CardLearnt(line, number + 1, Card(CAID, (Provider(PROVIDER),))), begin
        )
    for box in BOXES:
        live(seen.ReceiverLoggedIn(box, "192.168.1.20"), begin)
        live(seen.ReceiverRunning(box, "OSCam 2.26.05-11960"), begin)
    at = begin
    while at < now - 5:
        at += history.PERIOD_S
        for number, box in enumerate(BOXES):
            live(_answered(box, number), at)
    return live


def _answered(box: str, number: int) -> seen.EcmDone:
    service = ServiceId(0x1000 + number % CHANNELS)
    took = 0.08 + 0.01 * number
    return seen.EcmDone(
        box, CAID, PROVIDER, service, Outcome.ANSWERED, LINES[0], 1, took, 0.0, took
    )


def _channel_name(_: Caid, __: ProviderId, service_id: ServiceId) -> str | None:
    return f"Channel {service_id}"


def _no_name(_: Caid, __: ProviderId) -> str | None:
    return None


def _nothing(*_: object) -> None:
    """Do nothing: nobody presses a button here."""


def _home(live: Live, reader: HistoryReader, configuration: Path) -> Home:
    now = NOW - OFFSET
    health: Callable[[], Health] = partial(
        Health,
        started=NOW - 86_400,
        memory=(),
        loop_delay_s=0.0,
        database_bytes=reader.size_bytes(),
    )
    return Home(
        version="0",
        node_id=NodeId(bytes(8)),
        configuration=configuration,
        live=live,
        history=reader,
        notes=_Notes(),
        status=lambda: live.status(now),
        channel_name=_channel_name,
        provider_name=_no_name,
        web_settings=lambda: WebSettings(listen_port=0),
        health=health,
        server_port=lambda: 12_000,
        server_addresses=lambda: ("192.168.1.2",),
        mark_freeze=_nothing,
        reload=_nothing,
        unix_now=lambda: NOW,
        monotonic=lambda: now,
    )
