"""CCcam's status by telnet: one command, and no way to do anything else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from hearth.core.receivers.lockouts import Lockouts
from hearth.secret import Secret
from hearth.web.access.gate import Gate
from hearth.web.compat.telnet import (
    GREETING,
    MAX_CONNECTIONS,
    MAX_LINE,
    Telnet,
)
from hearth.web.compat.texts import COMMANDS
from hearth.web.server import WebServer
from hearth.web.settings import WebSettings
from tests.web.access.scene import (
    PASSWORD,
    USER,
    Clock,
    home,
    send_raw,
    serving,
    settled,
)

OPEN = WebSettings(listen_port=None, telnet=True, telnet_port=0)
OWN = replace(OPEN, telnet_user=USER, telnet_password=Secret(PASSWORD.encode()))
EXTERNAL = replace(
    OPEN, external_access=True, user=USER, password=Secret(PASSWORD.encode())
)
LOCKED = replace(OPEN, external_access=True)


@asynccontextmanager
async def telnet(
    settings: WebSettings = OPEN, clock: Clock | None = None
) -> AsyncIterator[WebServer]:
    async with serving(settings, clock=clock) as server:
        yield server


async def type_in(server: WebServer, typed: bytes) -> str:
    return (await send_raw(server.telnet_port, typed)).decode()


# what it shows               typed
ENDS = [
    ("as cccam-info does",    b"servers\r"),
    ("a telnet program",      b"servers\r\n"),
    ("echo and a pipe",       b"servers\n"),
    ("typed by a person",     b"\r\n Servers \r\n"),
    ("with its options",      b"\xff\xfb\x01\xff\xfd\x0dser\xff\xf1vers\r\0"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "typed"), ENDS)
@pytest.mark.asyncio
async def test_a_command_is_answered_and_the_connection_ends(
    shows: str, typed: bytes
) -> None:
    async with telnet() as server:
        answer = await type_in(server, typed)

    assert answer.startswith(GREETING), shows
    assert "Server connections: 1\r\n" in answer
    assert "|card.home.lan:12000   |" in answer
    assert "<" not in answer


@pytest.mark.asyncio
async def test_every_command_has_its_answer() -> None:
    async with telnet() as server:
        answers = [await type_in(server, f"{it}\r".encode()) for it in COMMANDS]

    assert all("CCcam 2.3.0\r\n\r\n" in answer for answer in answers)


@pytest.mark.asyncio
async def test_who_hangs_up_after_the_command_is_answered_all_the_same() -> None:
    async with telnet() as server:
        answer = await send_raw(server.telnet_port, b"info\n", half_close=True)

    assert b"Uptime" in answer


@pytest.mark.parametrize(
    "typed",
    [
        b"help\r\n",
        b"GET /servers HTTP/1.1\r\nHost: x\r\n\r\nservers\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nservers\r\n",
        b"\x80\x81\r\n",
    ],
    ids=["a guess", "a browser", "a form of another page", "noise"],
)
@pytest.mark.asyncio
async def test_anything_else_is_told_the_commands_and_nothing_behind_it_is_read(
    typed: bytes,
) -> None:
    async with telnet() as server:
        answer = await type_in(server, typed)

    assert "Commands: info, " in answer
    assert "Server connections" not in answer


@pytest.mark.parametrize(
    "typed",
    [b"x" * (MAX_LINE + 1), b"x" * (MAX_LINE + 1) + b"\r\n"],
    ids=["without end", "with its end"],
)
@pytest.mark.asyncio
async def test_a_line_that_is_too_long(typed: bytes) -> None:
    async with telnet() as server:
        assert "That is too long" in await type_in(server, typed)


@pytest.mark.asyncio
async def test_it_is_off_unless_it_is_allowed() -> None:
    async with telnet(replace(OPEN, telnet=False)) as server:
        assert server.telnet_port is None


# Passwords


@pytest.mark.parametrize("settings", [OWN, EXTERNAL], ids=["its own", "the pages'"])
@pytest.mark.asyncio
async def test_a_name_and_a_password_are_asked_for(settings: WebSettings) -> None:
    async with telnet(settings) as server:
        right = await type_in(server, f"{USER}\r\n{PASSWORD}\r\ninfo\r\n".encode())
        wrong = await type_in(server, f"{USER}\r\nroses\r\ninfo\r\n".encode())
        none = await type_in(server, b"info\r\ninfo\r\ninfo\r\n")

    assert "Username: Password: " in right.replace("\r\n", "")
    assert "Uptime" in right
    for answer in (wrong, none):
        assert "Wrong user name or password" in answer
        assert "Uptime" not in answer


@pytest.mark.asyncio
async def test_with_the_home_network_and_no_password_nothing_is_told() -> None:
    async with telnet(LOCKED) as server:
        answer = await type_in(server, b"info\r\n")

    assert "TELNETINFO PASSWORD" in answer
    assert "Uptime" not in answer


@pytest.mark.asyncio
async def test_a_guesser_waits() -> None:
    clock = Clock()
    right = f"{USER}\r\n{PASSWORD}\r\ninfo\r\n".encode()
    async with telnet(OWN, clock) as server:
        for _ in range(5):
            await type_in(server, f"{USER}\r\nroses\r\n".encode())
        waiting = await type_in(server, right)
        clock.now += 61
        later = await type_in(server, right)

    assert "Too many wrong passwords" in waiting
    assert "Uptime" in later


# Floods


@pytest.mark.asyncio
async def test_a_flood_of_silent_connections_keeps_nobody_out() -> None:
    async with telnet() as server:
        silent = [
            await asyncio.open_connection("127.0.0.1", server.telnet_port)
            for _ in range(3 * MAX_CONNECTIONS)
        ]
        answer = await type_in(server, b"info\r\n")
        assert server._telnets is not None
        held = len(server._telnets.connections)
        for _, writer in silent:
            writer.close()
            await settled(writer)

    assert "Uptime" in answer
    assert held <= MAX_CONNECTIONS


@pytest.mark.asyncio
async def test_who_says_nothing_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hearth.web.compat.telnet.WHOLE_S", 0.02)
    async with telnet() as server:
        answer = await type_in(server, b"serv")

    assert answer.strip() == GREETING


# Peers


class FakeTransport(asyncio.Transport):
    """A connection from somewhere."""

    def __init__(self, peer: str) -> None:
        super().__init__({"peername": (peer, 1), "sockname": ("192.168.1.2", 16000)})
        self.aborted = False
        self.sent = b""

    def write(self, data: Any) -> None:
        self.sent += bytes(data)

    def abort(self) -> None:
        self.aborted = True


# what it shows             settings   from             let in
PEERS = [
    ("the home, allowed",   EXTERNAL,  "192.168.1.20",  True),
    ("the internet",        EXTERNAL,  "203.0.113.7",   False),
    ("the home, not",       OPEN,      "192.168.1.20",  False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "settings", "peer", "let_in"), PEERS)
@pytest.mark.asyncio
async def test_where_a_visitor_may_be(
    shows: str, settings: WebSettings, peer: str, let_in: bool
) -> None:
    gate = Gate(Lockouts(), Clock(), frozenset)
    gate.configure(settings)
    protocol = Telnet(home(settings), gate).make()
    transport = FakeTransport(peer)
    protocol.connection_made(transport)
    protocol.connection_lost(None)

    assert transport.aborted is not let_in, shows
    assert bool(transport.sent) is let_in
