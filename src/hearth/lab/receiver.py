"""A lab receiver on a real socket: logs in, watches, checks, and comes back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from enum import Enum
from typing import Final

from hearth.dvb import Card, Section, ServiceId
from hearth.lab.client import ClientConnection, connect
from hearth.lab.statistics import Statistics
from hearth.lab.viewer import NEVER, Viewer
from hearth.lab.watch import Watch
from hearth.net.settings import Upstream
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.client import ClientSession

RECONNECT_S: Final = 1.0  # seen: receivers come back within 1 to 3 s, at any time


class State(Enum):
    """How far a receiver has come."""

    CONNECTING = "connecting"
    LOGGING_IN = "logging in"
    NO_CARD = "no card yet"
    WATCHING = "watching"
    PAUSING = "not connected"
    OFF = "switched off"


class LabReceiver:
    """
    One receiver of the home; `run` is its whole life.

    Args:
        upstream: The server, and our account there; ``key`` is our name.
        viewer: What to watch, and the judge of the answers.
        partner: Whether to speak partner mode if the server does.
        reconnect_s: Pause after the end of a connection.
        told: Called with the receiver whenever its state has changed.

    Attributes:
        state: How far it has come.
        upstream: May be changed; it counts from the next connection on.
        reconnect_s: Likewise.
        reason: Why the last connection ended or did not come about.
        watch: To wait for anything in here.

    """

    def __init__(
        self,
        upstream: Upstream,
        viewer: Viewer,
        *,
        partner: bool = True,
        reconnect_s: float = RECONNECT_S,
        told: Callable[[LabReceiver], None] = lambda _: None,
    ) -> None:
        self.state = State.CONNECTING
        self.reason = ""
        self.watch = Watch()
        self.upstream = upstream
        self._viewer = viewer
        self._partner = partner
        self.reconnect_s = reconnect_s
        self._told = told
        self._connection: ClientConnection | None = None
        self._shares: dict[int, Card] = {}
        self._reads = True
        self._stopping = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.upstream.key

    @property
    def statistics(self) -> Statistics:
        """What it has seen."""
        return self._viewer.statistics

    @property
    def service_id(self) -> ServiceId:
        """Which service it watches."""
        return self._viewer.service_id

    async def run(self) -> None:
        """
        Stay connected and watch until told to `stop`.

        Raises:
            hearth.household.NotHomeError: The host is not of this home.
            hearth.errors.UsageError: User or password cannot be sent.

        """
        try:
            while not self._stopping.is_set():
                await self._one_connection()
                if self._stopping.is_set():
                    break
                self.statistics.reconnects += 1
                self._become(State.PAUSING)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self.reconnect_s):
                        await self._stopping.wait()
        finally:
            self._lose("the receiver was switched off")
            self._become(State.OFF)

    def stop(self) -> None:
        """Ask nothing more, and end when what is under way has its answer."""
        self._stopping.set()
        self._viewer.finish()
        self._go_on()

    def drop(self) -> None:
        """Pull the plug: the connection ends, and comes back after the pause."""
        if self._connection is not None:
            self._connection.end("the receiver ended the connection")

    def read(self, *, on: bool) -> None:
        """Take what the server sends, or leave it lying; counts from now on."""
        self._reads = on
        if self._connection is not None:
            self._connection.read(on=on)

    def send_emm(self, emm: Section) -> None:
        """Pass a card update on to the server, if there is a card."""
        connection, share = self._connection, self._share()
        if connection is None or not connection.is_open or share is None:
            return
        broadcast = self._viewer.broadcast
        connection.session.send_emm(
            broadcast.ca_system_id, broadcast.provider_id, share, emm
        )
        connection.flush()

    async def _one_connection(self) -> None:
        self._become(State.CONNECTING)
        try:
            self._connection = await connect(
                self.upstream, self._hear, self._go_on, partner=self._partner
            )
        except OSError as error:
            self.reason = error.strerror or str(error) or type(error).__name__
            return
        self._connection.read(on=self._reads)
        self._become(State.LOGGING_IN)
        self._go_on()
        self.reason = await asyncio.shield(self._connection.ended)
        self._lose(self.reason)

    def _lose(self, reason: str) -> None:
        """Let go of the connection and of all that came over it."""
        if self._timer is not None:
            self._timer.cancel()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.end(reason)
            self._viewer.disconnected(asyncio.get_running_loop().time())
        self._shares.clear()
        self.watch.changed()

    def _become(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self._told(self)
        self.watch.changed()

    # What the session heard

    def _hear(self, event: heard.ClientEvent) -> None:
        now = asyncio.get_running_loop().time()
        match event:
            case heard.Answered():
                self._viewer.answered(event.number, event.control_words, now)
            case heard.Refused():
                self._viewer.refused(event.number, now)
            case heard.CardAdded():
                self._shares[event.share_id] = event.card
            case heard.CardRemoved():
                self._shares.pop(event.share_id, None)
            case heard.ServerGreeted():
                self._become(State.NO_CARD)
            case _:
                pass

    def _go_on(self) -> None:
        """Do what is due, and come back when more will be."""
        connection = self._connection
        if connection is None or not connection.is_open:
            return
        now = asyncio.get_running_loop().time()
        for number in self._viewer.give_up(now):
            connection.session.forget(number)
        if self._is_stuck(connection.session):
            connection.end("the server left a question without an answer")
        elif self._stopping.is_set() and not self._viewer.under_way:
            connection.end("the receiver was switched off")
        elif self.state in (State.NO_CARD, State.WATCHING):
            self._become(State.NO_CARD if self._share() is None else State.WATCHING)
            self._ask(connection.session, now)
        connection.flush()
        self._wake_again(now)
        self.watch.changed()

    def _is_stuck(self, session: ClientSession) -> bool:
        """Whether nothing can be asked: plain mode, and the last answer never came."""
        return not self._viewer.under_way and session.under_way >= session.capacity

    def _ask(self, session: ClientSession, now: float) -> None:
        share = self._share()
        if share is None or session.under_way >= session.capacity:
            return
        question = self._viewer.take_question(now)
        if question is None:
            return
        session.ask(
            question.number,
            ca_system_id=self._viewer.broadcast.ca_system_id,
            provider_id=self._viewer.broadcast.provider_id,
            share_id=share,
            service_id=question.service_id,
            section=question.section,
        )

    def _share(self) -> int | None:
        """Pick the card to ask: the closest one that serves what is on air."""
        broadcast = self._viewer.broadcast
        fitting = [
            (card.hops, share)
            for share, card in self._shares.items()
            if card.serves(broadcast.ca_system_id, broadcast.provider_id)
        ]
        return min(fitting)[1] if fitting else None

    def _wake_again(self, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due = self._viewer.wake_at(now)
        if due < NEVER:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(due, self._go_on)
