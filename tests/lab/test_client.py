"""The socket under lab receivers."""

import asyncio

import pytest

from hearth.errors import UsageError
from hearth.household import NotHomeError
from hearth.lab.card_server import LabCardServer
from hearth.lab.client import connect
from hearth.net import lookup
from hearth.net.settings import Upstream
from hearth.secret import Secret
from hearth.wire.cccam.events import CardAdded, ClientEvent, LoggedIn, ServerGreeted
from tests.lab.house import ACCOUNTS, SOON_S, account, logged_in

pytestmark = pytest.mark.asyncio


async def test_it_logs_in_by_itself_and_tells_what_it_hears() -> None:
    heard: list[ClientEvent] = []
    card = asyncio.Event()
    async with LabCardServer(ACCOUNTS) as server:

        def hear(event: ClientEvent) -> None:
            heard.append(event)
            if isinstance(event, CardAdded):
                card.set()

        connection = await connect(account(server), hear)
        async with asyncio.timeout(SOON_S):
            await card.wait()
        assert connection.is_open

    kinds = [type(event) for event in heard]
    assert kinds.index(LoggedIn) < kinds.index(ServerGreeted)


async def test_who_ends_it_gives_the_reason() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        ours, theirs = await logged_in(server), await logged_in(server, "kitchen")

        ours.connection.end("enough")
        assert not ours.connection.is_open
        server.drop()

        assert await ours.until_ended() == "enough"
        assert await theirs.until_ended() == "the server closed the connection"
        ours.connection.end("twice")
        ours.connection.flush()


async def test_a_server_that_speaks_something_else_is_left() -> None:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.home.lan ESMTP\r\n".ljust(64))
        await writer.drain()
        writer.close()

    heard: list[ClientEvent] = []
    async with await asyncio.start_server(speak, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        upstream = Upstream("kitchen", "127.0.0.1", port, "kitchen", Secret(b""))
        connection = await connect(upstream, heard.append)
        async with asyncio.timeout(SOON_S):
            reason = await connection.ended

    assert "no CCcam server" in reason
    assert heard == []


async def test_only_home_addresses_are_connected_to() -> None:
    with pytest.raises(NotHomeError):
        await connect(Upstream("a", "192.0.2.1", 12000, "a", Secret(b"")), print)


async def test_nobody_listens() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        nowhere = account(server)

    with pytest.raises(ConnectionRefusedError):
        await connect(nowhere, print)


async def test_a_server_that_does_not_answer_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lookup, "CONNECT_S", 0)
    async with LabCardServer(ACCOUNTS) as server:
        with pytest.raises(OSError, match="no answer from"):
            await connect(account(server), print)


async def test_a_user_name_that_cannot_be_sent() -> None:
    with pytest.raises(UsageError):
        await connect(Upstream("a", "127.0.0.1", 12000, 21 * "a", Secret(b"")), print)
