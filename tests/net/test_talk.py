"""What both kinds of connections send, and when."""

from __future__ import annotations

import asyncio
import socket

import pytest

from hearth.net.reading import read_buffer
from hearth.net.talk import Talk
from tests.net.clock import Clock

EVERY_S = 30.0


class Session:
    """Has a word to say for each keepalive."""

    def __init__(self) -> None:
        self.closed = False
        self.output = b"hello"

    def take_output(self) -> bytes:
        output, self.output = self.output, b""
        return output

    def keep_alive(self) -> None:
        self.output += b"alive"


class Talking(Talk):
    """Talks as soon as it is connected."""

    def __init__(self, session: Session) -> None:
        super().__init__(read_buffer(), EVERY_S)
        self._talker = session

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._flush()
        self._keep_alive()

    def say(self, session: Session, what: bytes) -> None:
        session.output += what
        self._flush()

    def end(self) -> None:
        assert self._transport is not None
        self._cancel_timers()
        self._transport.abort()


@pytest.mark.asyncio
async def test_keepalives_go_out_while_nothing_else_does() -> None:
    clock, session = Clock(), Session()
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = socket.create_connection(server.getsockname())
        theirs, _ = server.accept()
    ours.setblocking(False)
    theirs.setblocking(False)
    with theirs:
        _, talk = await asyncio.get_running_loop().create_connection(
            lambda: Talking(session), sock=ours
        )

        assert theirs.recv(99) == b"hello"
        await clock.pass_by(EVERY_S - 1)
        talk.say(session, b"answer")
        assert theirs.recv(99) == b"answer"
        await clock.pass_by(EVERY_S - 1)
        with pytest.raises(BlockingIOError):
            theirs.recv(99)
        await clock.pass_by(1.1)
        assert theirs.recv(99) == b"alive"

        talk.keep_alive_s = 5.0
        await clock.pass_by(EVERY_S)  # the one that is under way
        await clock.pass_by(5.1)
        assert theirs.recv(99) == b"alivealive"
        session.closed = True
        await clock.pass_by(5.1)
        with pytest.raises(BlockingIOError):
            theirs.recv(99)
        talk.end()


@pytest.mark.asyncio
async def test_before_and_after_a_connection_there_is_nothing_to_send_to() -> None:
    session = Session()
    talk = Talking(session)

    talk.say(session, b"?")

    assert session.output == b"hello?"
    assert talk.round_trip() is None
