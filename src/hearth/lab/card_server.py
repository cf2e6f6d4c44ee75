"""A CCcam card server of the laboratory: it holds cards, and can do it badly."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Final, Self

from hearth import household
from hearth.dvb import Card, Section
from hearth.errors import UsageError
from hearth.lab.card_reader import CardReader, Reply
from hearth.lab.identities import lab_card, lab_node_id, lab_seed
from hearth.lab.watch import Watch
from hearth.net import sockets
from hearth.secret import Secret
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.server import ServerSession

SECTIONS_KEPT: Final = 1024  # of the latest questions, for whoever looks
KEEP_ALIVE_S: Final = 30.0  # after twice this without a word the kernel ends it
ACCEPT_STEPS: Final = 3  # of the loop, until an accepted connection is known to us
PARTNER_TEXT_S: Final = 1.0  # OSCam waits as long for it before it announces cards
PROGRAM: Final = "Hearth lab card"


@dataclass(slots=True)
class CardCounts:
    """
    What a card server has done so far.

    Attributes:
        connections: Accepted, logged in or not.
        log_ins: Which the account was right for.
        log_ins_refused: Which it was not.
        questions: ECMs that came.
        answers: Control words that went out.
        refusals: "Cannot answer" that went out.
        emms: EMMs that came.

    """

    connections: int = 0
    log_ins: int = 0
    log_ins_refused: int = 0
    questions: int = 0
    answers: int = 0
    refusals: int = 0
    emms: int = 0


class LabCardServer:
    """
    Listens with ``async with``; everything about it may be changed meanwhile.

    Args:
        accounts: Passwords by user name. A dictionary that the caller keeps
            may be changed; it counts at each log-in.
        cards: What is announced, as the shares 1, 2, ...
        reader: Which answers; its ``behaviour`` may be replaced at any time.
        host: A home address of this machine.
        port: TCP; 0: a free one, which `port` tells.
        partner: Whether partner mode is spoken; counts for new connections.

    Attributes:
        counts: What it has done so far.
        sections: The latest that it was asked, up to 1024.
        shares: The cards that are announced, by their number.
        refuses_all: Whether every question is refused, as of accounts whose
            time is over; not by the card.
        stalls: How often it was stalled.
        watch: To wait for anything in here.

    Raises:
        hearth.household.NotHomeError: The host is not a home address.

    """

    def __init__(
        self,
        accounts: Mapping[str, Secret],
        cards: Iterable[Card] | None = None,
        *,
        reader: CardReader | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        partner: bool = True,
    ) -> None:
        household.judge_host(host, (host,))
        self.accounts = accounts
        self.reader = reader or CardReader()
        self.partner = partner
        self.counts = CardCounts()
        self.sections: deque[Section] = deque(maxlen=SECTIONS_KEPT)
        self.watch = Watch()
        self.stalls = 0
        self.refuses_all = False
        self.shares = dict(enumerate((lab_card(),) if cards is None else cards, 1))
        self._host = host
        self._port = port
        self._node_ids = {kind: lab_node_id(partner=kind) for kind in (False, True)}
        self._connections: set[_Connection] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """
        Listen.

        Raises:
            OSError: The port is taken, or the host is not this machine.

        """
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Connection(self), self._host, self._port
        )
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Listen no more, and end every connection."""
        if self._server is not None:
            # Seen: CPython 3.11 loses a socket that it is just accepting when
            # the server closes. So: accept no more, let those come in, close.
            for sock in self._server.sockets:
                asyncio.get_running_loop().remove_reader(sock.fileno())
            for _ in range(ACCEPT_STEPS):
                await asyncio.sleep(0)
            self._server.close()
            self._server = None
        self.drop()
        await self.watch.until(lambda: not self._connections)

    @property
    def host(self) -> str:
        """The address that is listened on."""
        return self._host

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._port

    @property
    def connected(self) -> int:
        """How many connections there are now."""
        return len(self._connections)

    @property
    def identity(self) -> Identity:
        """Who it says it is, from the next connection on."""
        return Identity(node_id=self._node_ids[self.partner], program=PROGRAM)

    def stall(self) -> None:
        """Take questions and answer nothing, not even what is under way."""
        self.stalls += 1
        self.reader.behaviour = replace(self.reader.behaviour, stalled=True)

    def resume(self) -> None:
        """Answer again; what came meanwhile stays unanswered."""
        self.reader.behaviour = replace(self.reader.behaviour, stalled=False)

    def withdraw(self, share: int) -> None:
        """
        Withdraw a card from everybody.

        Raises:
            UsageError: It is not announced.

        """
        if self.shares.pop(share, None) is None:
            raise UsageError(f"share {share}", allowed=f"one of {list(self.shares)}")
        for connection in self._connections:
            connection.withdraw(share)

    def announce(self, share: int, card: Card) -> None:
        """Announce a card to everybody, or announce it again as it is now."""
        self.shares[share] = card
        for connection in self._connections:
            connection.announce(share, card)

    def drop(self) -> None:
        """End every connection, at once and without a word."""
        for connection in tuple(self._connections):
            connection.drop()

    # For its connections

    def add(self, connection: _Connection) -> None:
        """Take note of a connection."""
        self._connections.add(connection)
        self.counts.connections += 1

    def remove(self, connection: _Connection) -> None:
        """Take note of a connection's end."""
        self._connections.discard(connection)
        self.watch.changed()


class _Connection(asyncio.Protocol):
    """One client; what can be answered at once leaves in one write a batch."""

    def __init__(self, server: LabCardServer) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._partner = server.partner
        self._identity = server.identity
        self._session = ServerSession(
            seed=lab_seed(partner=self._partner), identity=self._identity
        )
        self._is_ready = False
        self._handlers: dict[type, Callable[[Any], None]] = {
            heard.EcmAsked: self._ecm_asked,
            heard.EmmSent: self._emm_sent,
            heard.LogInAsked: self._log_in_asked,
            heard.Greeted: self._greeted,
            heard.PartnerAgreed: lambda _: self._make_ready(),
            heard.KeptAlive: lambda _: None,
            heard.Ignored: lambda _: None,
            heard.Closed: self._closed,
        }

    # The socket

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the seed, if the other end is of this home."""
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername")
        if not peer or not household.is_home_address(peer[0]):
            transport.abort()
            return
        self._transport = transport
        sockets.tune(transport, KEEP_ALIVE_S)
        self._server.add(self)
        self._flush()
        self._server.watch.changed()

    def data_received(self, data: bytes) -> None:
        """Act on what came, and write once."""
        handlers = self._handlers
        for event in self._session.receive(data):
            handlers[type(event)](event)
        self._flush()
        self._server.watch.changed()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note of the end; what is still to be answered is for nobody."""
        del exc
        self._transport = None
        self._server.remove(self)

    # What the server wants

    def announce(self, share: int, card: Card) -> None:
        """Announce a card, with ourselves as the last of its nodes."""
        if self._is_ready and self._transport is not None:
            nodes = (*card.nodes, self._identity.node_id)
            self._session.announce(share, replace(card, nodes=nodes))
            self._flush()

    def withdraw(self, share: int) -> None:
        """Withdraw a card."""
        if self._is_ready and self._transport is not None:
            self._session.withdraw(share)
            self._flush()

    def drop(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    # What the session heard

    def _ecm_asked(self, event: heard.EcmAsked) -> None:
        server = self._server
        server.counts.questions += 1
        server.sections.append(event.section)
        if event.share_id not in server.shares:
            self._say_no(event.number, share_gone=True)
            return
        if server.refuses_all:
            self._say_no(event.number, share_gone=False)
            return
        now = self._loop.time()
        reply = server.reader.take(event.section, now)
        if reply is None:
            return
        if reply.due > now:
            self._loop.call_at(
                reply.due, self._time_came, event.number, reply, server.stalls
            )
        else:
            self._reply(event.number, reply)

    def _time_came(self, number: int, reply: Reply, stalls: int) -> None:
        if self._transport is None or self._server.stalls != stalls:
            return
        self._reply(number, reply)
        self._flush()
        self._server.watch.changed()

    def _reply(self, number: int, reply: Reply) -> None:
        if reply.control_words is None:
            self._say_no(number, share_gone=False)
        else:
            self._session.answer(number, reply.control_words)
            self._server.counts.answers += 1

    def _say_no(self, number: int, *, share_gone: bool) -> None:
        self._session.cannot_answer(number, share_gone=share_gone)
        self._server.counts.refusals += 1

    def _emm_sent(self, event: heard.EmmSent) -> None:
        del event
        self._server.counts.emms += 1

    def _log_in_asked(self, event: heard.LogInAsked) -> None:
        password = self._server.accounts.get(event.user)
        if password is None or not event.proof.matches(password):
            self._server.counts.log_ins_refused += 1
            self._session.refuse()
            self.drop()
            return
        self._server.counts.log_ins += 1
        for more in self._session.accept():
            self._handlers[type(more)](more)

    def _greeted(self, event: heard.Greeted) -> None:
        if self._partner and event.partner:
            # Cards wait for its text: a question that crosses with the texts
            # is one that OSCam does not find again.
            self._loop.call_later(PARTNER_TEXT_S, self._offer_partner)
        else:
            self._make_ready()

    def _offer_partner(self) -> None:
        """Offer partner mode to a partner that has not asked for it."""
        if self._transport is not None and not self._is_ready:
            self._session.offer_partner()
            self._make_ready()
            self._flush()

    def _make_ready(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            for share, card in self._server.shares.items():
                self.announce(share, card)

    def _closed(self, event: heard.Closed) -> None:
        del event
        self.drop()

    def _flush(self) -> None:
        output = self._session.take_output()
        if output and self._transport is not None:
            self._transport.write(output)
