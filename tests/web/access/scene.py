"""A home with pages for the tests: its values, a server on loopback, clients."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import httpx
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from hearth.core.observations import Outcome
from hearth.core.receivers.lockouts import Lockouts
from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId, ServiceId
from hearth.observe.live.views import (
    Ecm,
    Headline,
    HeadlineKind,
    LineStatus,
    Picture,
    ReceiverStatus,
    Status,
    Watching,
)
from hearth.secret import Secret
from hearth.web.access.doors import Machine, Place
from hearth.web.access.visits import csrf_token, form_of
from hearth.web.app import Pages
from hearth.web.home import Health, Home
from hearth.web.server import WebServer
from hearth.web.settings import WebSettings

USER, PASSWORD = "anna", "tulips in may"
NOW = 1_790_000_000.0  # unix seconds
CAID, PROVIDER, SERVICE = Caid(0x0D02), ProviderId(0), ServiceId(0x765D)
NODE = NodeId(bytes.fromhex("b3f5ede510f416b2"))

OPEN = WebSettings(listen_port=0)  # nothing is asked, loopback alone
ASKING = WebSettings(listen_port=0, user=USER, password=Secret(PASSWORD.encode()))
EXTERNAL = WebSettings(
    listen_port=0, external_access=True, user=USER, password=Secret(PASSWORD.encode())
)
LOCKED = WebSettings(listen_port=0, external_access=True)

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # httpx would load all roots each time
HTML = {"Accept": "text/html,application/xhtml+xml"}


class Clock:
    """Monotonic seconds that the test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def ecm(**changes: Any) -> Ecm:
    values: dict[str, Any] = {
        "number": 1,
        "at": NOW - 5,
        "receiver": "bedroom",
        "ca_system_id": CAID,
        "provider_id": PROVIDER,
        "service_id": SERVICE,
        "outcome": Outcome.ANSWERED,
        "line": "card.home.lan:12000",
        "hop": 1,
        "total_s": 0.153,
        "queue_s": 0.0,
        "line_s": 0.15,
        "joined": False,
    }
    return Ecm(**{**values, **changes})


def receiver(name: str = "bedroom", **changes: Any) -> ReceiverStatus:
    values: dict[str, Any] = {
        "name": name,
        "is_connected": True,
        "address": "192.168.1.20",
        "program": "CCcam 2.3.0",
        "since": NOW - 10426,
        "picture": Picture.WELL,
        "watching": Watching(CAID, PROVIDER, SERVICE, NOW - 600),
        "last": ecm(),
        "usual_s": 0.15,
        "p99_s": 0.3,
        "period_s": 10.0,
        "margin": 0.06,
        "asked": 120,
        "failed": 3,
        "last_refusal": "",
        "last_refusal_at": 0.0,
    }
    return ReceiverStatus(**{**values, **changes})


def card(caid: int = CAID, providers: tuple[int, ...] = (0,), hops: int = 0) -> Card:
    listed = tuple(Provider(ProviderId(it)) for it in providers)
    return Card(Caid(caid), listed, hops=hops, nodes=(NODE,))


def line(name: str = "card.home.lan:12000", **changes: Any) -> LineStatus:
    values: dict[str, Any] = {
        "name": name,
        "is_up": True,
        "since": NOW - 10426,
        "step": "",
        "reason": "",
        "is_paused": False,
        "cards": (card(),),
        "hop": 1,
        "last_s": 0.15,
        "usual_s": 0.15,
        "p99_s": 0.3,
        "asked": 23415,
        "failed": 4,
    }
    return LineStatus(**{**values, **changes})


def status(
    receivers: tuple[ReceiverStatus, ...] = (receiver(),),
    lines: tuple[LineStatus, ...] = (line(),),
) -> Status:
    return Status(
        at=NOW,
        started=NOW - 72_000,
        headline=Headline(HeadlineKind.ALL_WELL, NOW),
        receivers=receivers,
        lines=lines,
    )


def home(
    settings: WebSettings = OPEN,
    shown: Status | None = None,
    clock: Callable[[], float] | None = None,
) -> Home:
    now_true = shown or status()
    return Home(
        version="0.1.0",
        node_id=NodeId(bytes.fromhex("380ceca0f39150d3")),
        configuration=Path("CCcam.cfg"),
        live=cast("Any", None),
        history=None,
        notes=cast("Any", None),
        status=lambda: now_true,
        channel_name=lambda *key: "Das Erste" if key[2] == SERVICE else None,
        provider_name=lambda *key: "Home & Garden" if key[1] else None,
        web_settings=lambda: settings,
        health=lambda: Health(started=NOW),
        server_port=lambda: 12000,
        server_addresses=lambda: ("127.0.0.1",),
        mark_freeze=lambda name: None,
        reload=lambda: None,
        unix_now=lambda: NOW,
        monotonic=clock or Clock(),
    )


class Ours:
    """Stands for the pages that another part of the room makes."""

    def __init__(self) -> None:
        self.changes: list[str] = []
        self.streaming = asyncio.Event()
        self.stream_ended = asyncio.Event()
        self.slow_begun = asyncio.Event()
        self.go_on = asyncio.Event()

    def pages(self, home: Home) -> Pages:
        del home
        return Pages(
            routes=[
                Route("/", self.front),
                Route("/change", self.change, methods=["POST"]),
                Route("/events", self.events),
                Route("/slow", self.slow),
                Route("/static/hearth.css", self.style),
            ]
        )

    async def front(self, request: Request) -> Response:
        return HTMLResponse(f"<p>All is well<i>{csrf_token(request)}</i>")

    async def change(self, request: Request) -> Response:
        self.changes.append(form_of(request).get("what", ""))
        body = await request.body()
        return Response(f"changed, {len(body)} bytes")

    async def style(self, request: Request) -> Response:
        return Response("p{}", headers={"Cache-Control": "max-age=3600"})

    async def slow(self, request: Request) -> Response:
        self.slow_begun.set()
        await self.go_on.wait()
        return Response("at last")

    async def events(self, request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            try:
                yield "data: hello\n\n"
                self.streaming.set()
                await asyncio.Event().wait()  # what a quiet home's stream does
            finally:
                self.stream_ended.set()

        return StreamingResponse(stream(), media_type="text/event-stream")


MACHINE = Machine(
    own_addresses=lambda: (Place("127.0.0.1"),),
    names=lambda: frozenset({"pi", "pi.lan"}),
)


@asynccontextmanager
async def serving(
    settings: WebSettings = OPEN,
    *,
    ours: Ours | None = None,
    machine: Machine = MACHINE,
    clock: Callable[[], float] | None = None,
    shown: Status | None = None,
) -> AsyncIterator[WebServer]:
    """Run a server; afterwards it is closed."""
    ours = ours or Ours()
    made = WebServer(home(settings, shown, clock), machine, Lockouts(), ours.pages)
    async with asyncio.TaskGroup() as group:
        await made.start(settings, group)
        try:
            yield made
        finally:
            await made.close()
    await asyncio.sleep(0)


@asynccontextmanager
async def browser(
    server: WebServer, **options: Any
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client that keeps cookies and asks for HTML."""
    base = f"http://127.0.0.1:{server.port}"
    options = {"headers": HTML, "trust_env": False, "verify": NO_TLS, **options}
    async with httpx.AsyncClient(base_url=base, **options) as client:
        yield client


async def log_in(
    client: httpx.AsyncClient, password: str = PASSWORD, user: str = USER
) -> httpx.Response:
    """Go through the log-in form."""
    token = token_in((await client.get("/login")).text)
    form = {"user": user, "password": password, "csrf_token": token}
    return await client.post("/login", data=form)


def token_in(html: str) -> str:
    """Find the token that a page gave."""
    before, after = ('name="csrf_token" value="', '"')
    if before not in html:
        before, after = "<i>", "</i>"
    return html.partition(before)[2].partition(after)[0]


async def send_raw(port: int | None, data: bytes, *, half_close: bool = False) -> bytes:
    """Send bytes as they are, and read until the server ends the connection."""
    assert port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        if half_close:
            writer.write_eof()
        async with asyncio.timeout(5):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()
        await settled(writer)


async def settled(writer: asyncio.StreamWriter) -> None:
    """Wait until a connection is closed, whoever ended it."""
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


async def until(condition: Callable[[], bool]) -> None:
    """Let the others run until something is so."""
    async with asyncio.timeout(5):
        while True:
            if condition():
                return
            await asyncio.sleep(0)


def free_port() -> int:
    """Find a port that nobody has."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
