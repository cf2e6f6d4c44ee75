"""A home with an afternoon behind it, and a client that asks its API."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import httpx
import jsonschema_rs
from starlette.applications import Starlette

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Observation, Outcome
from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId, ServiceId
from hearth.observe.history.history import History
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.live.live import Live
from hearth.web.api import openapi
from hearth.web.api.routes import routes
from hearth.web.home import Health, Home, MemoryAt
from hearth.web.settings import WebSettings

BEGAN = 1_790_000_000.0  # unix seconds: an afternoon in September
OFFSET = BEGAN - 1000.0  # unix less monotonic
LASTED_S = 3 * 3600.0
NOW = BEGAN + LASTED_S

NEAR, FAR = "card.home.lan", "attic.home.lan:12000"
NASTY = "a/b%2F \"<ü>\u200b'?#&=;."
RECEIVERS = ["Living room", "Kids", NASTY, "Attic"]
ONE, SPORT, FILM = (
    (Caid(0x4ADA), ProviderId(provider), ServiceId(sid))
    for provider, sid in ((0x10, 0x1234), (0x10, 0x00AF), (0xABCDEF01, 0xFFFF))
)
WATCHED = {"Living room": ONE, "Kids": SPORT, NASTY: FILM}
NAMES = {ONE: "Hearth One HD", SPORT: 'Sport "&" more'}

PASSWORD = "not-to-be-told"
CONFIGURATION = (
    f"""\
SERVER LISTEN PORT : 12000
F: living {PASSWORD} 1 0 0
F: living {PASSWORD} 1 0 0
C: card.home.lan 12000 user {PASSWORD}
C: 8.8.8.8 12000 user {PASSWORD}
NO SUCH DIRECTIVE : {PASSWORD}
""".encode()
    + b"# TV \xe9\n"
)


def card(caid: int = 0x4ADA, providers: Iterable[int] = (0x10, 0x11)) -> Card:
    return Card(Caid(caid), tuple(Provider(ProviderId(p)) for p in providers))


def afternoon() -> Iterator[tuple[float, Observation]]:
    """Give what happened, at monotonic seconds."""
    yield 1001, seen.LineUp(NEAR, 0.02)
    yield 1002, seen.CardLearnt(NEAR, 1, card())
    yield 1002, seen.CardLearnt(NEAR, 2, card(0x0500, (0,)))
    yield 1003, seen.LineUp(FAR, 0.04)
    yield 1003, seen.CardLearnt(FAR, 3, card())
    for number, name in enumerate(WATCHED):
        yield 1005 + number, seen.ReceiverLoggedIn(name, f"192.168.1.{20 + number}")
    yield 1009, seen.ReceiverRunning("Living room", "OSCam 2.26.05-11960")
    for at in range(1010, int(1000 + LASTED_S), 10):
        for number, (name, key) in enumerate(WATCHED.items()):
            yield at + number, question(name, key, at)
        if at == 5010:
            yield at + 3, seen.LineDown(FAR, "log-in", "the far end closed")
            yield at + 3, seen.LinePaused(FAR, 60.0)
            yield at + 4, seen.AttemptFailed(NEAR, key[0], key[2], 2.0, "timed out")
    yield 1000 + LASTED_S - 9, seen.ReceiverLeft("Kids", "192.168.1.21", "it left")
    yield 1000 + LASTED_S - 5, seen.ConnectionRefused("192.168.1.66", "Bob", "who?")


def question(name: str, key: tuple[Caid, ProviderId, ServiceId], at: int) -> EcmDone:
    """Give a question's end: nearly always good, now and then not."""
    if at % 1230 == 0:
        return EcmDone(name, *key, Outcome.TIMED_OUT, NEAR, 0, 5.0, 0.0, 5.0)
    if at % 2000 == 10:
        return EcmDone(name, *key, Outcome.NO_CARD)
    took = 0.05 + (at % 70) / 1000
    return EcmDone(
        name, *key, Outcome.ANSWERED, NEAR, 1, took, 0.01, took - 0.02, at % 50 == 0
    )


@dataclass(kw_only=True)
class MadeUp:
    """
    The home, with what a test may look at.

    Attributes:
        freezes: The receivers that somebody marked.

    """

    home: Home
    live: Live
    freezes: list[str] = field(default_factory=list)

    @property
    def app(self) -> Starlette:
        return Starlette(routes=routes(self.home))


def remember(path: Path) -> HistoryReader:
    """Write the afternoon into a file, as Hearth does."""
    clock = [1000.0]
    history = History(path, unix_offset=OFFSET, monotonic=lambda: clock[0])
    history.start()
    for at, observation in afternoon():
        clock[0] = at
        history(observation, at)
        if at % 3600 == 0:
            assert history.flush(), history.problem
    history.note(NoteKind.FREEZE, receiver="Living room")
    clock[0] = 1000 + LASTED_S
    assert history.flush(), history.problem
    history.close()
    return HistoryReader(path)


@cache
def lived() -> Live:
    """Give what is known live after the afternoon; nobody adds to it."""
    live = Live(
        RECEIVERS, [NEAR, FAR], started_unix=BEGAN, unix_offset=OFFSET, kept=2000
    )
    for at, observation in afternoon():
        live(observation, at)
    for level, text in ((20, "it began"), (30, "Kids is late"), (40, "it ended")):
        record = logging.LogRecord("hearth", level, "", 0, text, None, None)
        record.created = BEGAN + level
        live.log_ring.emit(record)
    return live


def made_up(folder: Path, history: HistoryReader | None, **changes: object) -> MadeUp:
    """Make the home as it is after the afternoon."""
    configuration = folder / "CCcam.cfg"
    configuration.write_bytes(CONFIGURATION)
    live = lived()
    freezes: list[str] = []
    values: dict[str, object] = {
        "version": "0.1.0",
        "node_id": NodeId(bytes.fromhex("1122334455667788")),
        "configuration": configuration,
        "live": live,
        "history": history,
        "notes": None,
        "status": lambda: live.status(1000 + LASTED_S),
        "channel_name": lambda *key: NAMES.get(cast("Any", key)),
        "provider_name": lambda _, provider: "Hearth" if provider == 0x10 else None,
        "web_settings": WebSettings,
        "health": lambda: Health(
            started=BEGAN,
            memory=(MemoryAt(BEGAN, 30_000_000), MemoryAt(NOW, 31_000_000)),
            loop_delay_s=0.002,
            database_bytes=123456,
        ),
        "server_port": lambda: 12000,
        "server_addresses": lambda: ("192.168.1.2", "fd00::2"),
        "mark_freeze": freezes.append,
        "reload": lambda: None,
        "unix_now": lambda: NOW,
        "monotonic": lambda: 1000 + LASTED_S,
        **changes,
    }
    return MadeUp(home=Home(**cast("Any", values)), live=live, freezes=freezes)


class Answer:
    """An answer's status, headers and value."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.value: Any = json.loads(response.content or b"null")

    @property
    def error(self) -> Mapping[str, str]:
        error: Mapping[str, str] = self.value["error"]
        return error


async def ask(made: MadeUp, path: str, method: str = "GET", **query: object) -> Answer:
    """Send a request below the API's path."""
    transport = httpx.ASGITransport(app=cast("Any", made.app))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost"
    ) as client:
        params = {name: str(value) for name, value in query.items()}
        url = f"/api/v1{path}"
        return Answer(await client.request(method, url, params=params or None))


def fits(made: MadeUp, value: object, shape: str) -> bool:
    """Check a value against a schema of the document; tell where it differs."""
    from hearth.web.api.table import ENDPOINTS

    whole = openapi.document(ENDPOINTS, made.home.version)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/components/schemas/{shape}",
        "components": whole["components"],
    }
    validator = jsonschema_rs.Draft202012Validator(schema)
    found = [
        f"{list(e.instance_path)}: {e.message}" for e in validator.iter_errors(value)
    ]
    assert found == []
    return True


@contextmanager
def no_log(logger: str) -> Iterator[None]:
    """Keep a log from being shown where an error is meant to be."""
    log = logging.getLogger(logger)
    was, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = was
