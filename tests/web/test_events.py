"""The event stream: what a client is told, how often, and when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable

import pytest

from hearth.web.events import MAX_CLIENTS, Streams

pytestmark = pytest.mark.asyncio


class Source:
    """Somebody to subscribe to."""

    def __init__(self) -> None:
        self.callbacks: list[Callable[[], None]] = []

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def tell(self) -> None:
        for callback in self.callbacks:
            callback()


async def _begun(streams: Streams) -> AsyncGenerator[bytes, None]:
    events = streams.events()
    assert b"event: hello\ndata: boot 1\n\n" in await anext(events)
    return events


async def test_a_client_is_told_that_something_changed() -> None:
    source = Source()
    events = await _begun(Streams(source.subscribe, "boot 1", apart_s=0))

    source.tell()

    assert await anext(events) == b"event: changed\ndata:\n\n"


async def test_whatever_happens_in_between_is_told_once() -> None:
    source = Source()
    streams = Streams(source.subscribe, "boot 1", apart_s=0.01, beat_s=0.05)
    events = await _begun(streams)
    loop = asyncio.get_running_loop()

    for _ in range(100):
        source.tell()
    await anext(events)
    told = loop.time()
    source.tell()
    await anext(events)

    assert loop.time() - told >= 0.009


async def test_nothing_happens_and_still_there_is_a_beat() -> None:
    events = await _begun(Streams(Source().subscribe, "boot 1", beat_s=0.001))

    assert b"changed" in await anext(events)


async def test_closing_ends_every_stream() -> None:
    source = Source()
    streams = Streams(source.subscribe, "boot 1")
    events = await _begun(streams)
    assert len(streams) == 1

    streams.close()

    assert [event async for event in events] == []
    assert (len(streams), source.callbacks) == (0, [])


async def test_who_goes_is_forgotten() -> None:
    source = Source()
    streams = Streams(source.subscribe, "boot 1")
    events = streams.events()
    await anext(events)

    await events.aclose()

    assert (len(streams), source.callbacks) == (0, [])


async def test_too_many_clients_are_asked_to_come_again() -> None:
    streams = Streams(Source().subscribe, "boot 1")
    open_ones = [await _begun(streams) for _ in range(MAX_CLIENTS)]

    answer = await streams.show(None)  # type: ignore[arg-type]

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert len(open_ones) == len(streams)
