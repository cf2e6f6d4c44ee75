"""One upstream line's connection: CCcam's client role on a socket."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

from hearth.core import commands, events
from hearth.net import sockets
from hearth.net.engine import Engine
from hearth.net.settings import Upstream
from hearth.net.talk import Talk
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.steps import Step

LOG_IN_S: Final = 10.0  # from the connection to the server's name: seconds on a Pi
CARDS_S: Final = 10.0  # OSCam waits 0.8 s before it announces them

STEPS: Final = {
    Step.SEED: "seed",
    Step.ACKNOWLEDGEMENT: "log-in",
    Step.GREETING: "log-in",
    Step.CARDS: "cards",
    Step.READY: "connection",
}

log = logging.getLogger("hearth.protocol")


class CccamLine(Talk):
    """
    Carries bytes between a socket and its session, events and commands to core.

    Args:
        engine: Where the decisions are made.
        upstream: What the configuration says of the line.
        identity: Who we say we are.
        keep_alive_s: Seconds between keepalives while nothing else is sent;
            may be changed while the connection lives.

    Raises:
        hearth.errors.UsageError: User or password cannot be sent.

    """

    def __init__(
        self,
        engine: Engine,
        upstream: Upstream,
        identity: Identity,
        keep_alive_s: float,
    ) -> None:
        super().__init__(engine.read_buffer, keep_alive_s)
        self._engine = engine
        self._key = upstream.key
        self.ended: asyncio.Future[events.LineLost] = self._loop.create_future()
        self._session = self._talker = ClientSession(
            user=upstream.user, password=upstream.password, identity=identity
        )
        self._reason = ""
        self.connect_s = 0.0
        self.was_ready = False
        self._is_flush_due = False
        self._handlers: dict[type, Callable[[Any], None]] = {
            heard.Answered: self._answered,
            heard.Refused: self._refused,
            heard.CardAdded: self._card_added,
            heard.CardRemoved: self._card_removed,
            heard.LoggedIn: lambda _: None,
            heard.ServerGreeted: self._greeted,
            heard.PartnerAgreed: self._partner_agreed,
            heard.EmmAcknowledged: lambda _: None,
            heard.KeptAlive: lambda _: None,
            heard.Ignored: self._ignored,
            heard.Closed: self._closed,
        }

    # The socket

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin: the server speaks first."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        sockets.tune(transport, self.keep_alive_s)
        self._engine.add_line(self._key, self)
        self._timers["log-in"] = self._loop.call_later(LOG_IN_S, self._too_late)

    def data_received(self, data: bytes) -> None:
        """Let the session read, and act on what it says."""
        is_traced = log.isEnabledFor(logging.DEBUG)
        for event in self._session.receive(data):
            if is_traced:
                log.debug("line %s: %s", self._key, event)
            self._handlers[type(event)](event)
        self._flush()

    def pause_writing(self) -> None:
        """End a line that does not read: it will not answer either."""
        self.reset("the server does not read what it is sent")

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note of the end, whoever brought it about."""
        step = STEPS[self._session.step]
        self._transport = None
        self._cancel_timers()
        if not self._reason and exc and not isinstance(exc, ConnectionError):
            self._reason = sockets.why_lost(exc)
        if not self._reason:  # who closes without having read all breaks it off
            self._reason = self._session.peer_closed().reason
        self._engine.remove_line(self._key, self)
        self.ended.set_result(events.LineLost(self._key, step, self._reason))

    # What core wants

    def ask(self, command: commands.Ask) -> None:
        """Put a question."""
        if self._session.closed:
            return
        self._session.ask(
            command.attempt,
            ca_system_id=command.ca_system_id,
            provider_id=command.provider_id,
            share_id=command.share,
            service_id=command.service_id,
            section=command.section,
        )
        if self._session.under_way == 1:
            self._flush()
        elif not self._is_flush_due:
            # Several ask at once: what this turn of the loop brings leaves in
            # one piece, which costs the system and the server a third.
            self._is_flush_due = True
            self._loop.call_soon(self._flush_together)

    def forget(self, attempt: int) -> None:
        """Stop waiting for an answer."""
        if not self._session.closed:
            self._session.forget(attempt)

    def send_emm(self, command: commands.SendEmm) -> None:
        """Pass an EMM on."""
        if not self._session.closed:
            self._session.send_emm(
                command.ca_system_id,
                command.provider_id,
                command.share,
                command.section,
            )
            self._flush()

    def reset(self, reason: str) -> None:
        """End the connection; the supervisor makes it anew."""
        if self._transport is None:
            return
        transport, self._transport = self._transport, None
        self._reason = reason
        transport.abort()

    # What the session heard

    def _answered(self, event: heard.Answered) -> None:
        self._engine.tell(
            events.LineAnswered(self._key, event.number, event.control_words)
        )

    def _refused(self, event: heard.Refused) -> None:
        self._engine.tell(events.LineRefused(self._key, event.number, event.share_gone))

    def _card_added(self, event: heard.CardAdded) -> None:
        self._cancel("cards")
        self._engine.tell(events.CardAdded(self._key, event.share_id, event.card))

    def _card_removed(self, event: heard.CardRemoved) -> None:
        self._engine.tell(events.CardRemoved(self._key, event.share_id))

    def _greeted(self, event: heard.ServerGreeted) -> None:
        log.info(
            "line %s: the server is CCcam %s build %s, node %s",
            self._key,
            event.version,
            event.build,
            event.node_id,
        )
        self._cancel("log-in")
        if self._session.step is Step.CARDS:
            self._timers["cards"] = self._loop.call_later(CARDS_S, self._no_cards)
        self.was_ready = True
        self._flush()
        self._keep_alive()
        self._tell_ready()

    def _partner_agreed(self, event: heard.PartnerAgreed) -> None:
        log.info("line %s: the server is %s", self._key, event.program_text)
        if self.was_ready:
            self._tell_ready()

    def _tell_ready(self) -> None:
        self._engine.tell(
            events.LineReady(self._key, self._session.capacity, self.connect_s)
        )

    def _ignored(self, event: heard.Ignored) -> None:
        if event.first:
            log.info(
                "line %s sent a message of kind 0x%02x, which is not for us and is"
                " ignored",
                self._key,
                event.command,
            )

    def _closed(self, event: heard.Closed) -> None:
        self.reset(event.reason)

    def _too_late(self) -> None:
        self.reset(f"the server did not complete the log-in within {LOG_IN_S:.0f} s")

    def _no_cards(self) -> None:
        log.warning(
            "line %s: logged in, but the server has announced no card in %.0f s: look"
            " whether its reader works and whether our account there may use it",
            self._key,
            CARDS_S,
        )

    # Sending

    def _flush_together(self) -> None:
        self._is_flush_due = False
        self._flush()

    def _cancel(self, timer: str) -> None:
        handle = self._timers.pop(timer, None)
        if handle is not None:
            handle.cancel()
