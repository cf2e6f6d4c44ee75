"""Hearth's side of receivers' connections: real core and sockets, a line by hand."""

from __future__ import annotations

import asyncio
import socket
from types import TracebackType
from typing import Self

from hearth.core import commands, events
from hearth.core.server import Server
from hearth.core.settings import Account, Line, Settings
from hearth.dvb import ControlWords
from hearth.net.engine import Engine, LineConnection
from hearth.net.receiver import ReceiverConnection
from hearth.secret import Secret
from hearth.wire.cccam.messages import Identity
from tests.net.peers import CARD, CARD_ID, OURS, PLAIN, FakeReceiver, Mailbox
from tests.net.scene import PASSWORD, Seen

KEEP_ALIVE_S = 30.0


class HandLine(LineConnection):
    """An upstream line whose answers the test gives."""

    def __init__(self) -> None:
        self.told = Mailbox()

    def ask(self, command: commands.Ask) -> None:
        self.told.put(command)

    def forget(self, attempt: int) -> None: ...

    def send_emm(self, command: commands.SendEmm) -> None:
        self.told.put(command)

    def reset(self, reason: str) -> None: ...


class House:
    """Lets receivers in at a port of loopback; ends with everything in it."""

    def __init__(
        self,
        *,
        identity: Identity = OURS,
        host: str = "127.0.0.1",
        keep_alive_s: float = KEEP_ALIVE_S,
    ) -> None:
        self._identity = identity
        self._host = host
        self._keep_alive_s = keep_alive_s
        self._receivers: list[FakeReceiver] = []
        self.connections: list[ReceiverConnection] = []
        self.seen = Seen()
        self.line = HandLine()
        self.escaped: list[object] = []  # what no protocol may let out

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: self.escaped.append(context))
        names = ("livingroom", "kitchen")
        settings = Settings(
            node_id=self._identity.node_id,
            accounts=tuple(Account(name, Secret(PASSWORD)) for name in names),
            lines=(Line("line", "card.home.lan"),),
            pass_emm=True,
        )
        core = Server(settings, minute_of_day=lambda _: 0, chance=lambda: 0.0)
        self.engine = Engine(core, loop, lambda host, tell: None)
        self.engine.observe_with(self.seen)
        self.engine.add_line("line", self.line)
        self.engine.tell(events.LineReady("line", 255))
        self.engine.tell(events.CardAdded("line", CARD_ID, CARD))
        self._sock = socket.create_server(
            (self._host, 0), family=socket.AF_INET6 if ":" in self._host else 2
        )
        self._server = await loop.create_server(self._let_in, sock=self._sock)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        del error, traceback
        self._server.close()
        for receiver in self._receivers:
            await receiver.close()
        for connection in self.engine.receivers:
            connection.drop("the test is over")
        await asyncio.sleep(0)
        self.engine.close()
        if kind is None:
            assert self.escaped == []

    @property
    def port(self) -> int:
        port = self._sock.getsockname()[1]
        assert isinstance(port, int)
        return port

    @property
    def listening(self) -> socket.socket:
        return self._sock

    async def stranger(
        self,
        user: str = "livingroom",
        password: bytes = PASSWORD,
        *,
        identity: Identity = PLAIN,
        source: str | None = None,
    ) -> FakeReceiver:
        """Connect a receiver that may or may not be let in."""
        receiver = FakeReceiver(user, password, identity)
        await self.let_connect(receiver, source)
        return receiver

    async def let_connect(
        self, receiver: FakeReceiver, source: str | None = None
    ) -> None:
        self._receivers.append(receiver)
        await receiver.connect(self.port, self._host, source)

    async def receiver(
        self, user: str = "livingroom", *, identity: Identity = PLAIN
    ) -> tuple[FakeReceiver, int]:
        """Connect a receiver; wait until it has its card and all is quiet."""
        receiver = await self.stranger(user, identity=identity)
        return receiver, await receiver.settle()

    async def asked(self) -> commands.Ask:
        return await self.line.told.next(commands.Ask)

    def answer(self, asked: commands.Ask, control_words: ControlWords) -> None:
        self.engine.tell(events.LineAnswered("line", asked.attempt, control_words))

    def _let_in(self) -> ReceiverConnection:
        connection = ReceiverConnection(self.engine, self._identity, self._keep_alive_s)
        self.connections.append(connection)
        return connection
