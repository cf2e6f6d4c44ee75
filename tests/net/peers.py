"""The other ends of Hearth's connections, played by the test: its every step."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import Final, Generic, TypeVar

import pytest

from hearth.dvb import (
    Caid,
    Card,
    ControlWords,
    NodeId,
    Provider,
    ProviderId,
    Section,
    ServiceId,
)
from hearth.secret import Secret
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.login import make_seed
from hearth.wire.cccam.messages import Command, Identity
from hearth.wire.cccam.node import is_partner, partner_node_id
from hearth.wire.cccam.server import ServerSession
from hearth.wire.cccam.steps import Step

PATIENCE_S: Final = 10.0  # only a test that fails waits this long

PLAIN: Final = Identity(NodeId(bytes.fromhex("0102030405060708")))
PARTNER: Final = Identity(partner_node_id(b"peer", program=0x10), program="Peer 1.0")
OURS: Final = Identity(partner_node_id(b"home"), program="Hearth 0")

CAID: Final = Caid(0x4ADA)
SERVICE: Final = ServiceId(0x1234)
CARD: Final = Card(CAID, (Provider(ProviderId(0)),), reshare=1, serial=b"\1" * 8)
CARD_ID: Final = 7  # the upstream's own number for it
EMM: Final = Section(bytes.fromhex("82 7003 c0ffee"))

T = TypeVar("T")
S = TypeVar("S", ServerSession, ClientSession)


def ecm(number: int) -> Section:
    """Make an ECM that no other number has."""
    return Section(bytes([0x80 + number % 2, 0x70, 4]) + number.to_bytes(4))


def words(number: int) -> ControlWords:
    """Make the control words that belong to `ecm` of the same number."""
    low, high = number & 0xFF, number >> 8 & 0xFF
    even = bytes([low, high, 2, (low + high + 2) & 0xFF, 3, 4, 5, 12])
    odd = bytes([low, high, 9, (low + high + 9) & 0xFF, 6, 7, 8, 21])
    return ControlWords(even + odd)


class Ended:
    """The connection is over."""


class Mailbox:
    """Things that happened, in their order, to be waited for by their kind."""

    def __init__(self) -> None:
        self._items: asyncio.Queue[object] = asyncio.Queue()

    def put(self, item: object) -> None:
        self._items.put_nowait(item)

    async def next(self, kind: type[T]) -> T:
        """Wait for the next of a kind; what comes before it is passed over."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                item = await self._items.get()
                if isinstance(item, kind):
                    return item
                if isinstance(item, Ended):
                    self._items.put_nowait(item)  # it has not ended for this one alone
                    pytest.fail(f"the connection ended before a {kind.__name__} came")

    def waiting(self) -> list[object]:
        """Take everything that is there already."""
        items = []
        while not self._items.empty():
            items.append(self._items.get_nowait())
        return items


class Peer(asyncio.Protocol, Generic[S]):
    """One connection's end: bytes to the session, its events to the mailbox."""

    def __init__(self, session: S) -> None:
        self.session: S = session
        self.heard = Mailbox()
        self.received = bytearray()
        self.error: Exception | None = None
        self._ended = asyncio.Event()
        self._transport: asyncio.Transport | None = None

    @property
    def transport(self) -> asyncio.Transport:
        assert self._transport is not None
        return self._transport

    @property
    def socket(self) -> socket.socket:
        found = self.transport.get_extra_info("socket")
        assert found is not None
        return found  # type: ignore[no-any-return]  # asyncio tells no type

    @property
    def own_address(self) -> str:
        return str(self.transport.get_extra_info("sockname")[0])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.flush()

    def data_received(self, data: bytes) -> None:
        self.received += data
        for event in self.session.receive(data):
            self.act_on(event)
            self.heard.put(event)
        self.flush()

    def connection_lost(self, exc: Exception | None) -> None:
        self.error = exc
        self.heard.put(Ended())
        self._ended.set()

    def act_on(self, event: object) -> None:
        """Do at once what this peer does by itself."""

    def flush(self) -> None:
        output = self.session.take_output()
        if output and not self.transport.is_closing():
            self.transport.write(output)

    async def end(self) -> None:
        """Wait until the other side has ended the connection."""
        async with asyncio.timeout(PATIENCE_S):
            await self._ended.wait()

    async def close(self) -> None:
        """Go without a word, whatever is under way."""
        if self._transport is not None:
            self._transport.abort()
            await self.end()


class FakeReceiver(Peer[ClientSession]):
    """A receiver: CCcam's client."""

    def __init__(self, user: str, password: bytes, identity: Identity = PLAIN) -> None:
        super().__init__(
            ClientSession(user=user, password=Secret(password), identity=identity)
        )
        # An old box knows nothing of partners, our client does: it says nothing.
        self.session._partner_sent = not is_partner(identity.node_id)

    async def connect(
        self, port: int, host: str = "127.0.0.1", source: str | None = None
    ) -> None:
        await asyncio.get_running_loop().create_connection(
            lambda: self, host, port, local_addr=(source, 0) if source else None
        )

    def ask(self, number: int, share: int, service: ServiceId = SERVICE) -> None:
        """Ask for the control words of `ecm` of this number."""
        self.session.ask(
            number,
            ca_system_id=CAID,
            provider_id=ProviderId(0),
            share_id=share,
            service_id=service,
            section=ecm(number),
        )
        self.flush()

    async def card(self) -> int:
        """Wait until a card is announced; return its share id."""
        return (await self.heard.next(heard.CardAdded)).share_id

    async def settle(self) -> int:
        """Wait for the first card and for the answer to our first keepalive."""
        wanted: set[type] = {heard.CardAdded, heard.KeptAlive}
        share = 0
        while wanted:
            event = await self.heard.next(object)
            assert not isinstance(event, Ended), "the connection ended instead"
            wanted.discard(type(event))
            if isinstance(event, heard.CardAdded):
                share = event.share_id
        return share

    async def get(self, number: int, share: int) -> ControlWords:
        """Ask, and wait for the answer."""
        self.ask(number, share)
        answered = await self.heard.next(heard.Answered)
        assert answered.number == number
        return answered.control_words


class ServerPeer(Peer[ServerSession]):
    """One connection of `FakeServer`."""

    def __init__(self, server: FakeServer) -> None:
        seed = make_seed(bytes(range(12)))
        super().__init__(ServerSession(seed=seed, identity=server.identity))
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._server.peers.append(self)
        if Step.SEED in (self._server.closes_at, self._server.stalls_at):
            self.session.take_output()
        super().connection_made(transport)
        self._server.connected.put(self)
        self._close_if_at(Step.SEED)

    def act_on(self, event: object) -> None:
        match event:
            case heard.LogInAsked():
                self._close_if_at(Step.ACKNOWLEDGEMENT)
                if self._server.stalls_at is not Step.ACKNOWLEDGEMENT:
                    self._judge(event)
            case heard.Greeted():
                self._close_if_at(Step.CARDS)
                if self._server.rubbish:
                    self.session._send(Command.CARD_ADDED, b"cut off")
                for share, card in self._server.cards.items():
                    self.session.announce(share, card)
                self._close_if_at(Step.READY)
            case heard.EcmAsked():
                self._server.take(self, event)
            case _:
                pass

    def _judge(self, event: heard.LogInAsked) -> None:
        if not event.proof.matches(self._server.password):
            self.transport.close()
            return
        self.session.accept()
        if self._server.text_first:
            self.session._send_partner_text(extended=True)
        self._close_if_at(Step.GREETING)

    def _close_if_at(self, step: Step) -> None:
        if self._server.closes_at is not step:
            return
        self.flush()
        if self._server.broken_off:  # a close sends RST, not FIN
            linger = struct.pack("ii", 1, 0)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.transport.close()


class FakeServer:
    """
    A card server upstream. What it is asked waits in ``asked`` for the test.

    Args:
        closes_at: What the client waits for when it closes the connection.
        broken_off: It closes by RST, not by FIN.
        stalls_at: What the client waits for when it says nothing any more.
        text_first: Its PARTNER text comes before it says who it is.
        rubbish: What comes with it when it says who it is cannot be read.

    """

    def __init__(
        self,
        *,
        password: bytes = b"line password",
        identity: Identity = PARTNER,
        cards: dict[int, Card] | None = None,
        closes_at: Step | None = None,
        broken_off: bool = False,
        stalls_at: Step | None = None,
        text_first: bool = False,
        rubbish: bool = False,
    ) -> None:
        self.password = Secret(password)
        self.identity = identity
        self.cards = {CARD_ID: CARD} if cards is None else cards
        self.closes_at = closes_at
        self.broken_off = broken_off
        self.stalls_at = stalls_at
        self.text_first = text_first
        self.rubbish = rubbish
        self.answers: Callable[[Section], ControlWords | None] | None = None
        self.peers: list[ServerPeer] = []
        self.connected = Mailbox()
        self.asked = Mailbox()
        self._server: asyncio.Server | None = None

    @property
    def peer(self) -> ServerPeer:
        """The latest connection."""
        return self.peers[-1]

    @property
    def port(self) -> int:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        assert isinstance(port, int)
        return port

    async def open(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = await asyncio.get_running_loop().create_server(
            lambda: ServerPeer(self), host, port
        )

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for peer in self.peers:
            await peer.close()

    def take(self, peer: ServerPeer, question: heard.EcmAsked) -> None:
        found = self.answers(question.section) if self.answers else None
        if found is not None:
            peer.session.answer(question.number, found)
        else:
            self.asked.put(question)

    async def question(self) -> heard.EcmAsked:
        """Wait until the latest connection is asked."""
        return await self.asked.next(heard.EcmAsked)

    def answer(self, question: heard.EcmAsked, control_words: ControlWords) -> None:
        self.peer.session.answer(question.number, control_words)
        self.peer.flush()
