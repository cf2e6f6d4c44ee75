"""One receiver's connection: CCcam's server role on a socket."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Any, Final

from hearth import household
from hearth.core import events, observations
from hearth.dvb import Card, ControlWords
from hearth.errors import UsageError
from hearth.net import sockets
from hearth.net.engine import Engine
from hearth.net.talk import Talk
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.server import ServerSession, make_seed

PARTNER_TEXT_S: Final = 1.0  # OSCam waits as long for it before it announces cards

log = logging.getLogger("hearth.protocol")


class ReceiverConnection(Talk):
    """
    Carries bytes between a socket and its session, events and commands to core.

    Args:
        engine: Where the decisions are made.
        identity: Who we say we are.
        keep_alive_s: Seconds between keepalives while nothing else is sent;
            may be changed while the connection lives.

    """

    def __init__(self, engine: Engine, identity: Identity, keep_alive_s: float) -> None:
        super().__init__(engine.read_buffer, keep_alive_s)
        self._engine = engine
        self._identity = identity
        self._session: ServerSession | None = None
        self._number = 0
        self._name = "?"  # its address, then its account's: no stranger's choice
        self._user = ""
        self._program = ""
        self._is_ready = False
        self._reason = ""
        self._handlers: dict[type, Callable[[Any], None]] = {
            heard.EcmAsked: self._ecm_asked,
            heard.EmmSent: self._emm_sent,
            heard.LogInAsked: self._log_in_asked,
            heard.Greeted: self._greeted,
            heard.PartnerAgreed: self._partner_agreed,
            heard.Ignored: self._ignored,
            heard.KeptAlive: lambda _: None,
            heard.Closed: self._closed,
        }

    # The socket

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Judge both ends of the connection before a byte is sent."""
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername")
        own = transport.get_extra_info("sockname")
        if not peer or not own or self._engine.is_closed:  # it is over already
            transport.abort()
            return
        for address in (peer[0], own[0]):
            if not household.is_home_address(address):
                self._engine.observe(
                    observations.ConnectionRefused(
                        str(peer[0]), "", f"H901: {address} is no home address"
                    )
                )
                transport.abort()
                return
        self._transport = transport
        self._name = household.plain_address(peer[0])
        sockets.tune(transport, self.keep_alive_s)
        self._number = self._engine.add_receiver(self)
        self._engine.tell(events.ConnectionOffered(self._number, self._name))
        if self._transport is not None:
            seed = make_seed(secrets.token_bytes(12))
            self._session = ServerSession(seed=seed, identity=self._identity)
            self._talker = self._session
            self._flush()

    def data_received(self, data: bytes) -> None:
        """Let the session read, and act on what it says."""
        session = self._session
        if session is not None:
            self._act_on(session.receive(data))

    @property
    def name(self) -> str:
        """Its account, once it is logged in; before that, its address."""
        return self._name

    def stop_reading(self) -> None:
        """Take no further questions; those that are under way are answered."""
        if self._transport is not None:
            self._transport.pause_reading()

    def pause_writing(self) -> None:
        """Drop a receiver that does not read: it must not cost the others memory."""
        self._end("it does not read what it is sent")

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note of the end, whoever brought it about."""
        self._transport = None
        self._cancel_timers()
        why = sockets.why_lost(exc) if exc else "the receiver closed it"
        self._engine.remove_receiver(self._number, self._reason or why)

    # What core wants

    def admit(self) -> None:
        """Confirm the log-in."""
        session = self._open_session
        if session is not None:
            self._name = self._user
            self._act_on(session.accept())

    def drop(self, reason: str) -> None:
        """End the connection, without a word."""
        self._end(reason)

    def announce(self, share: int, card: Card) -> None:
        """Tell of a card."""
        session = self._open_session
        if session is None:
            return
        try:
            session.announce(share, card)
        except UsageError as error:
            log.warning("%s is not told of share %d: %s", self._name, share, error)
        self._flush()

    def withdraw(self, share: int) -> None:
        """Tell that a card is gone."""
        session = self._open_session
        if session is not None:
            session.withdraw(share)
            self._flush()

    def answer(self, number: int, control_words: ControlWords) -> None:
        """Give the answer to a question."""
        session = self._open_session
        if session is not None:
            session.answer(number, control_words)
            self._flush()

    def cannot_answer(self, number: int, *, share_gone: bool) -> None:
        """Tell that there is no answer to a question."""
        session = self._open_session
        if session is not None:
            session.cannot_answer(number, share_gone=share_gone)
            self._flush()

    @property
    def _open_session(self) -> ServerSession | None:
        """The session, unless it has ended: perhaps by bytes not yet acted on."""
        session = self._session
        return None if session is None or session.closed else session

    # What the session heard

    def _act_on(self, told: list[heard.ServerEvent]) -> None:
        is_traced = log.isEnabledFor(logging.DEBUG)
        for event in told:
            if is_traced:
                log.debug("%s: %s", self._name, event)
            self._handlers[type(event)](event)
        self._flush()

    def _ecm_asked(self, event: heard.EcmAsked) -> None:
        if not self._is_ready:
            self._make_ready()
        self._engine.tell(
            events.EcmAsked(
                self._number,
                event.number,
                event.ca_system_id,
                event.provider_id,
                event.share_id,
                event.service_id,
                event.section,
            )
        )

    def _emm_sent(self, event: heard.EmmSent) -> None:
        self._make_ready()
        self._engine.tell(
            events.EmmSent(
                self._number,
                event.ca_system_id,
                event.provider_id,
                event.share_id,
                event.section,
            )
        )

    def _log_in_asked(self, event: heard.LogInAsked) -> None:
        self._user = event.user
        self._engine.tell(
            events.LogInAsked(self._number, event.user, event.proof.matches)
        )

    def _greeted(self, event: heard.Greeted) -> None:
        self._program = f"CCcam {event.version} build {event.build}"
        self._flush()
        if event.partner:
            # Cards wait for its PARTNER text: a question that crosses with the
            # texts is one that OSCam does not find again.
            self._timers["partner"] = self._loop.call_later(
                PARTNER_TEXT_S, self._offer_partner
            )
        else:
            self._make_ready()

    def _offer_partner(self) -> None:
        """Offer partner mode to a partner that has not asked for it."""
        if self._session is not None and not self._is_ready:
            self._session.offer_partner()
            self._make_ready()

    def _partner_agreed(self, event: heard.PartnerAgreed) -> None:
        self._program = event.program_text
        self._flush()
        self._make_ready()

    def _ignored(self, event: heard.Ignored) -> None:
        if event.first:
            log.info(
                "%s sent a message of kind 0x%02x, which is not for us and is ignored",
                self._name,
                event.command,
            )

    def _closed(self, event: heard.Closed) -> None:
        self._end(event.reason)

    def _make_ready(self) -> None:
        """Let cards come, once."""
        if self._is_ready or self._session is None:
            return
        self._is_ready = True
        self._keep_alive()
        self._engine.tell(events.ReceiverReady(self._number, self._program))

    # Ending

    def _end(self, reason: str) -> None:
        """End the connection; what is still unsent is not waited for."""
        if self._transport is None:
            return
        transport, self._transport = self._transport, None
        self._session = self._talker = None
        self._reason = reason
        log.debug("%s: closed by Hearth: %s", self._name, reason)
        sockets.end(transport)
