"""A home as it might be: five receivers, two lines, an evening; all of it made up."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import ASGIApp

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Observation, Outcome
from hearth.core.receivers.lockouts import Lockouts
from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId, ServiceId
from hearth.observe.history.history import History
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.live.live import Live
from hearth.web.access.gate import Gate
from hearth.web.app import make_app
from hearth.web.home import Health, Home, MemoryAt
from hearth.web.pages.routes import make_pages
from hearth.web.settings import WebSettings

NOW = 1_773_515_707.0  # unix seconds: a Saturday evening in March
OFFSET = 1_773_000_000.0  # unix less monotonic
MAIN, SPARE = "card.home.lan:12000", "attic.home.lan:12000"
NASTY = '<script>alert(1)</script>" onx="'

CHANNELS = {
    "Hearth One HD": 0x283D,
    "Hearth Sport": 0x2B66,
    "Kinderkino": 0x6DCA,
    "Film & Krimi": 0x7031,
}
CAID, PROVIDER = Caid(0x4ADA), ProviderId(0x000010)

# receiver, address, what it runs, what it watches
WATCH = [
    ("living room", "192.168.1.21", "OSCam 2.26.05-11960", "Hearth One HD"),
    ("kitchen", "192.168.1.34", "CCcam 2.3.0", "Hearth Sport"),
    ("bedroom", "192.168.1.22", "Tvheadend", "Kinderkino"),
    ("study", "192.168.1.40", "OSCam 2.26.05-11960", "Film & Krimi"),
]
ACCOUNTS = [*(name for name, *_ in WATCH), "attic"]


def service(channel: str) -> tuple[Caid, ProviderId, ServiceId]:
    return CAID, PROVIDER, ServiceId(CHANNELS[channel])


def channel_name(caid: Caid, provider: ProviderId, sid: ServiceId) -> str | None:
    del caid, provider
    return next((name for name, at in CHANNELS.items() if at == sid), None)


def card(caid: int = 0x4ADA, providers: tuple[int, ...] = (0x10, 0x11)) -> Card:
    return Card(Caid(caid), tuple(Provider(ProviderId(p)) for p in providers))


def answered(receiver: str, channel: str, took_s: float, **more: object) -> EcmDone:
    values: dict[str, object] = {
        "line": MAIN,
        "hop": 1,
        "total_s": took_s,
        "queue_s": 0.01 * took_s,
        "line_s": 0.96 * took_s,
        **more,
    }
    return EcmDone(receiver, *service(channel), Outcome.ANSWERED, **values)  # type: ignore[arg-type]


def failed(
    receiver: str, channel: str, outcome: Outcome = Outcome.TIMED_OUT
) -> EcmDone:
    return EcmDone(receiver, *service(channel), outcome, MAIN, 0, 5.0, 0.0, 4.99)


@dataclass
class Clock:
    """The wall clock of the made-up home."""

    now: float = NOW

    @property
    def monotonic(self) -> float:
        return self.now - OFFSET


@dataclass
class MadeUp:
    """
    The home, and what a test may do to it.

    Attributes:
        freezes: The receivers for which somebody pressed the button.

    """

    home: Home
    live: Live
    clock: Clock
    freezes: list[str] = field(default_factory=list)

    def see(self, *observations: Observation) -> None:
        for observation in observations:
            self.live(observation, self.clock.monotonic)


def evening(*, swinging: bool = False) -> Iterator[tuple[float, Observation]]:
    """What happened from an hour and a half ago until now."""
    dice = random.Random(12)
    begin = NOW - 5400.0
    yield begin, seen.LineUp(MAIN)
    yield begin + 0.1, seen.CardLearnt(MAIN, 1, card())
    yield begin + 0.2, seen.CardLearnt(MAIN, 2, card(0x4ADB, (0,)))
    yield begin + 0.5, seen.LineUp(SPARE)
    yield begin + 0.6, seen.CardLearnt(SPARE, 3, card(providers=(0x10,)))
    for number, (name, address, program, _) in enumerate(WATCH):
        yield begin + 2 + number, seen.ReceiverLoggedIn(name, address)
        yield begin + 2.5 + number, seen.ReceiverRunning(name, program)
    at = begin + 10
    while at < NOW - 1:
        for number, (name, _, _, channel) in enumerate(WATCH):
            if name == "study" and at > NOW - 1500:  # it was put to sleep
                continue
            took = dice.lognormvariate(-2.45, 0.35) + 0.02 * number
            if dice.random() < (0.2 if swinging else 0.03):
                took += dice.random() * (2.0 if swinging else 0.4)
            yield at + number * 1.3, answered(name, channel, took)
        at += 10.0


def quiet_home(**changes: object) -> MadeUp:
    """Make the home before anything has happened."""
    clock = Clock()
    live = Live(ACCOUNTS, [MAIN, SPARE], started_unix=NOW - 5401, unix_offset=OFFSET)
    freezes: list[str] = []
    values: dict[str, object] = {
        "version": "0.1.0",
        "node_id": NodeId(bytes.fromhex("1122334455667788")),
        "configuration": Path("/nowhere/CCcam.cfg"),
        "live": live,
        "history": None,
        "notes": None,
        "status": lambda: live.status(clock.monotonic),
        "channel_name": channel_name,
        "provider_name": lambda _caid, _provider: None,
        "web_settings": lambda: WebSettings(listen_port=0),
        "health": health,
        "server_port": lambda: 12000,
        "server_addresses": lambda: ("192.168.1.2",),
        "mark_freeze": freezes.append,
        "reload": lambda: None,
        "unix_now": lambda: clock.now,
        "monotonic": lambda: clock.monotonic,
        **changes,
    }
    return MadeUp(Home(**values), live, clock, freezes)  # type: ignore[arg-type]


def made_home(**changes: object) -> MadeUp:
    """Make the home, and let an evening pass."""
    made = quiet_home(**changes)
    for at, observation in evening():
        made.clock.now = at
        made.see(observation)
    made.clock.now = NOW
    log_something(made.live)
    return made


def health() -> Health:
    dice = random.Random(5)
    memory = tuple(
        MemoryAt(NOW - 300 * (288 - at), int(31e6 + 4e5 * dice.random()))
        for at in range(288)
    )
    return Health(
        started=NOW - 5401,
        memory=memory,
        loop_delay_s=0.0021,
        database_bytes=18_400_000,
    )


def log_something(live: Live) -> None:
    for number, (level, text) in enumerate(
        [
            (logging.INFO, f"line {MAIN} is up"),
            (logging.INFO, "living room logged in from 192.168.1.21"),
            (logging.WARNING, "not let in: 192.168.1.77 (guest): no such user"),
            (logging.INFO, f"ECM: answered in 84ms by {MAIN} for living room"),
        ]
    ):
        record = logging.LogRecord("hearth.log", level, "", 0, text, (), None)
        record.created = NOW - 60 + number
        live.log_ring.handle(record)


def app_of(home: Home) -> ASGIApp:
    """Make the whole application, with the guard in front of the pages."""
    gate = Gate(Lockouts(), home.monotonic, frozenset)
    gate.configure(home.web_settings())
    return make_app(home, gate, make_pages(home))


def written_history(folder: Path) -> HistoryReader:
    """Write a month of this home, thinned out, and read it."""
    clock = Clock()
    path = folder / "history.db"
    clock.now = NOW - 30 * 86400
    history = History(path, unix_offset=OFFSET, monotonic=lambda: clock.monotonic)
    history.start()
    for number, (at, observation) in enumerate(month()):
        clock.now = at
        history(observation, clock.monotonic)
        if number % 1500 == 0:
            assert history.flush(60)
    clock.now = NOW - 2000
    history.note(NoteKind.RELOAD, "CCcam.cfg was changed")
    clock.now = NOW - 900
    history.note(NoteKind.FREEZE, "", "kitchen")
    clock.now = NOW
    assert history.flush(60)
    history.close()
    return HistoryReader(path)


def month() -> Iterator[tuple[float, Observation]]:
    """A month: every twenty minutes a question, three bad hours, and the evening."""
    dice = random.Random(7)
    at = NOW - 30 * 86400
    yield at, seen.LineUp(MAIN)
    yield at + 1, seen.LineUp(SPARE)
    for name, address, *_ in WATCH:
        yield at + 2, seen.ReceiverLoggedIn(name, address)
    while at < NOW - 9000:
        at += 1800
        is_long_ago = at < NOW - 3 * 86400
        for number, (name, _, _, channel) in enumerate(WATCH if is_long_ago else ()):
            took = dice.lognormvariate(-2.45, 0.35) + 0.02 * number
            if dice.random() < 0.01:
                yield at + number, failed(name, channel)
            else:
                yield at + number, answered(name, channel, took)
        if dice.random() < 0.003:
            yield at + 60, seen.LineDown(MAIN, "connect", "no route to host")
            yield at + 60 + 1500 * dice.random(), seen.LineUp(MAIN)
        if not is_long_ago and dice.random() < 0.3:
            yield from viewing(dice, at + 200, *dice.choice(WATCH)[::3])
    yield from evening()


def viewing(
    dice: random.Random, begin: float, receiver: str, channel: str
) -> Iterator[tuple[float, Observation]]:
    """Somebody watched for a while."""
    for number in range(dice.randrange(20, 120)):
        took = dice.lognormvariate(-2.4, 0.35)
        yield begin + 10 * number, answered(receiver, channel, took)
