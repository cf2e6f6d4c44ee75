"""The home that ``hearth demo`` makes up: a card, Hearth between, three receivers."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from hearth.cli.demo.pages import pages, write_home
from hearth.cli.demo.view import LineRow, Phase, ReceiverRow, Scene
from hearth.config.meaning.model import DEFAULT_WEB_PORT as WEB_PORT
from hearth.config.meaning.model import Settings
from hearth.config.read import read_config
from hearth.core.observations import EcmDone, Observation
from hearth.daemon import Hearth
from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.statistics import TIMES_KEPT, milliseconds, percentile
from hearth.lab.viewer import Viewer, zap
from hearth.net.listener import PortTakenError
from hearth.net.settings import Upstream
from hearth.secret import Secret
from hearth.state import make_node_id
from hearth.webinfo import WebInfo

HOME: Final = "127.0.0.1"
RECEIVERS: Final = ("livingroom", "kitchen", "bedroom")
CHANNELS: Final = {
    ServiceId(0x1234): "Hearth One",
    ServiceId(0x1235): "Hearth Two",
    ServiceId(0x1236): "Hearth Film",
    ServiceId(0x1237): "Hearth News",
}
CARD_USER: Final = "hearth"
HIDDEN: Final = "********"
ZAP_PERIODS: Final = 5  # a channel is watched so many crypto periods, about
FREE_PORTS_TRIED: Final = 8  # another program may take one before we have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    What is to be shown.

    Attributes:
        port: Hearth's; if it is taken, or 0, a free one.
        period_s: How long a control word lasts.
        behaviour: The card's.
        seconds: None: until told to end.
        seed: Of every dice.

    """

    port: int = 12000
    period_s: float = 2.0
    behaviour: CardBehaviour = field(default_factory=CardBehaviour)
    seconds: float | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Passwords:
    """Made up for one run: whoever finds Hearth on the network gets nowhere."""

    card: str = field(default_factory=lambda: secrets.token_hex(8))
    receivers: dict[str, str] = field(
        default_factory=lambda: {name: secrets.token_hex(8) for name in RECEIVERS}
    )

    def hidden(self) -> Passwords:
        """Give them as they may be shown."""
        return Passwords(HIDDEN, dict.fromkeys(self.receivers, HIDDEN))


def config_text(
    port: int, card_port: int, passwords: Passwords, web_port: int = WEB_PORT
) -> str:
    """Write the CCcam.cfg of the home."""
    accounts = [f"F: {name} {word}" for name, word in passwords.receivers.items()]
    lines = [
        f"SERVER LISTEN PORT : {port}",
        *([f"WEBINFO LISTEN PORT : {web_port}"] if web_port != WEB_PORT else []),
        f"C: {HOME} {card_port} {CARD_USER} {passwords.card}",
        *accounts,
    ]
    return "\n".join(lines)


def free_port(wanted: int = 0) -> int:
    """Find a port that nobody listens on now: the wanted one, if it can be had."""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOME, wanted))
        except OSError:
            sock.bind((HOME, 0))
        port: int = sock.getsockname()[1]
        return port


class DemoHome:
    """
    All of it; `run` is its whole life.

    Args:
        plan: What is to be shown.
        notice: Called with a sentence that a person should read.

    """

    def __init__(self, plan: Plan, notice: Callable[[str], None]) -> None:
        self._plan = plan
        self._notice = notice
        self._passwords = Passwords()
        self._line_times: dict[str, deque[float]] = {}
        self._ending = asyncio.Event()
        self._node_id = make_node_id()
        self._settings: Settings
        self._web_port = WEB_PORT
        self._webinfo: WebInfo
        self._began = 0.0
        self._card: LabCardServer
        self._hearth: Hearth
        self._receivers: list[LabReceiver] = []

    async def run(self, show: Callable[[Scene], None], every_s: float) -> Scene:
        """
        Run until told to `end`, or until the time is over.

        Args:
            show: Called now and then with what there is to see.
            every_s: How often.

        Returns:
            What there is to see at the end.

        Raises:
            PortTakenError: No free port was found either.

        """
        plan = self._plan
        loop = asyncio.get_running_loop()
        async with contextlib.AsyncExitStack() as stack:
            self._card = await stack.enter_async_context(self._make_card())
            self._web_port = free_port(WEB_PORT)
            self._hearth = await self._open_hearth(stack)
            self._webinfo = await self._open_pages(stack)
            self._began = loop.time()
            self._receivers = [self._make_receiver(name) for name in RECEIVERS]
            if plan.seconds is not None:
                loop.call_later(plan.seconds, self.end)
            async with asyncio.TaskGroup() as group:
                for receiver in self._receivers:
                    group.create_task(receiver.run(), name=receiver.name)
                await self._show_until_told(show, every_s)
                await self._show_until_off(show, every_s)
            return replace(self.scene(), phase=Phase.OVER)

    def end(self) -> None:
        """Ask nothing more; what is under way is still answered."""
        self._ending.set()

    def scene(self) -> Scene:
        """Look at everything."""
        behaviour = self._plan.behaviour
        card_ms = milliseconds(behaviour.delay_s)
        if behaviour.jitter_s:
            card_ms += f" (give or take {milliseconds(behaviour.jitter_s)})"
        port, card_port = self._hearth.port or 0, self._card.port
        return Scene(
            elapsed_s=asyncio.get_running_loop().time() - self._began,
            seconds=self._plan.seconds,
            port=port,
            web_port=self._webinfo.port,
            card_ms=card_ms,
            receivers=tuple(_row(receiver) for receiver in self._receivers),
            lines=tuple(
                LineRow(view, self._usual_s(view.name))
                for view in self._hearth.snapshot().lines
            ),
            card_questions=self._card.counts.questions,
            config=config_text(
                port, card_port, self._passwords.hidden(), self._web_port
            ),
        )

    async def _show_until_told(
        self, show: Callable[[Scene], None], every_s: float
    ) -> None:
        while not self._ending.is_set():
            show(self.scene())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(every_s):
                    await self._ending.wait()

    async def _show_until_off(
        self, show: Callable[[Scene], None], every_s: float
    ) -> None:
        for receiver in self._receivers:
            receiver.stop()
        while not all(_is_off(receiver) for receiver in self._receivers):
            try:
                async with asyncio.timeout(every_s):
                    for receiver in self._receivers:
                        await receiver.watch.until(partial(_is_off, receiver))
            except TimeoutError:
                show(replace(self.scene(), phase=Phase.ENDING))

    def _make_card(self) -> LabCardServer:
        return LabCardServer(
            {CARD_USER: Secret(self._passwords.card.encode())},
            reader=CardReader(self._plan.behaviour, seed=self._plan.seed),
        )

    async def _open_hearth(self, stack: contextlib.AsyncExitStack) -> Hearth:
        """Start Hearth where it is wanted, or where it can be."""
        wanted = self._plan.port or free_port()
        for _ in range(FREE_PORTS_TRIED):
            try:
                return await stack.enter_async_context(self._make_hearth(wanted))
            except PortTakenError as taken:
                wanted = free_port()
                holder = taken.holder or "another program"
                self._notice(
                    f"Port {taken.port} is taken by {holder}:"
                    f" using port {wanted} instead."
                )
        return await stack.enter_async_context(self._make_hearth(wanted))

    def _make_hearth(self, port: int) -> Hearth:
        text = config_text(port, self._card.port, self._passwords, self._web_port)
        self._settings = read_config(text.encode(), file="demo").settings
        return Hearth(self._settings, node_id=self._node_id, observers=[self._note])

    async def _open_pages(self, stack: contextlib.AsyncExitStack) -> WebInfo:
        """Show it on pages, too, with a folder for what they need."""
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="hearth-demo-")))
        text = config_text(
            self._hearth.port or 0, self._card.port, self._passwords, self._web_port
        )
        return await stack.enter_async_context(
            pages(
                self._hearth,
                self._settings,
                write_home(folder, text, CHANNELS),
                self._node_id,
            )
        )

    def _make_receiver(self, name: str) -> LabReceiver:
        plan = self._plan
        account = Secret(self._passwords.receivers[name].encode())
        upstream = Upstream(name, HOME, self._hearth.port or 0, name, account)
        dice = Random(f"{plan.seed} {name}")  # noqa: S311  # zapping, no secrets
        first = RECEIVERS.index(name)
        channels = [*CHANNELS][first:] + [*CHANNELS][:first]
        stays = zap(channels, ZAP_PERIODS * plan.period_s, dice)
        broadcast = Broadcast(period_s=plan.period_s, staggered=True)
        return LabReceiver(upstream, Viewer(broadcast, stays))

    def _note(self, observation: Observation, now: float) -> None:
        """Keep the times of what lines have answered."""
        del now
        if isinstance(observation, EcmDone) and observation.line_s:
            times = self._line_times.setdefault(
                observation.line, deque(maxlen=TIMES_KEPT)
            )
            times.append(observation.line_s)

    def _usual_s(self, line: str) -> float | None:
        times = self._line_times.get(line)
        return percentile(sorted(times), 0.95) if times else None


def _is_off(receiver: LabReceiver) -> bool:
    return receiver.state is State.OFF


def _row(receiver: LabReceiver) -> ReceiverRow:
    return ReceiverRow(
        name=receiver.name,
        channel=CHANNELS[receiver.service_id],
        state=receiver.state.value,
        is_well=receiver.state in (State.WATCHING, State.OFF),
        statistics=receiver.statistics,
    )
