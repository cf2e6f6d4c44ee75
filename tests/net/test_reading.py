"""How what comes is read: into one small buffer, and out of it before the next."""

from __future__ import annotations

import asyncio
import socket

import pytest

from hearth.net.reading import READ_SIZE, SmallReads, read_buffer


class Listening(SmallReads):
    def __init__(self, buffer: memoryview) -> None:
        super().__init__(buffer)
        self.taken: list[bytes] = []
        self.has_ended = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        self.taken.append(data)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.has_ended.set()


@pytest.mark.asyncio
async def test_connections_share_a_buffer_and_nothing_else() -> None:
    loop = asyncio.get_running_loop()
    buffer = read_buffer()
    ends: list[tuple[socket.socket, Listening]] = []
    for _ in range(2):
        ours, theirs = socket.socketpair()
        listening = Listening(buffer)
        await loop.create_connection(lambda it=listening: it, sock=ours)  # type: ignore[misc]
        ends.append((theirs, listening))

    for (end, _), text in zip(ends, (b"long before", b"short"), strict=True):
        end.sendall(text)
        end.close()
    for _, listening in ends:
        await listening.has_ended.wait()

    assert [b"".join(it.taken) for _, it in ends] == [b"long before", b"short"]


@pytest.mark.asyncio
async def test_what_is_longer_than_the_buffer_comes_in_pieces() -> None:
    ours, theirs = socket.socketpair()
    listening = Listening(read_buffer())
    await asyncio.get_running_loop().create_connection(lambda: listening, sock=ours)
    text = bytes(range(256)) * (3 * READ_SIZE // 256)

    theirs.sendall(text)
    theirs.close()
    await listening.has_ended.wait()

    assert b"".join(listening.taken) == text
    assert max(map(len, listening.taken)) <= READ_SIZE
