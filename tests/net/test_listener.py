"""Hearth listens on every home address of its machine, and on no other."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hearth.net import listener as module
from hearth.net.addresses import OwnAddress
from hearth.net.listener import RETRY_S, SETTLE_S, Listener, PortTakenError
from tests.net.clock import Clock
from tests.net.namespaces import CABLE, HERE, two_machines
from tests.net.scene import free_port, needs_ipv6

ONE, TWO, V6 = (OwnAddress(a) for a in ("127.0.0.1", "127.0.0.2", "::1"))
NOT_OURS = OwnAddress("10.255.255.254")
PUBLIC = "203.0.113.1"


class Accepted(asyncio.Protocol):
    """A connection that was let in."""

    def __init__(self, everyone: set[Accepted]) -> None:
        self._everyone = everyone

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._everyone.add(self)
        transport.write(b"hello")

    def data_received(self, data: bytes) -> None:
        self.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._everyone.discard(self)


@asynccontextmanager
async def listener() -> AsyncIterator[tuple[Listener, asyncio.TaskGroup]]:
    """Give a listener that is not open yet; afterwards everything is closed."""
    accepted: set[Accepted] = set()
    made = Listener(lambda: Accepted(accepted))
    try:
        async with asyncio.TaskGroup() as group:
            yield made, group
    finally:
        made.close()
        for protocol in accepted:
            protocol.transport.abort()
        await asyncio.sleep(0)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> list[OwnAddress]:
    """Let the machine have these addresses, which a test may change."""
    addresses = [ONE, TWO]
    monkeypatch.setattr(module, "own_home_addresses", lambda: tuple(addresses))
    monkeypatch.setattr(module, "watch_addresses", lambda: None)
    return addresses


def open_at(door: Listener) -> list[str]:
    return [own_address.address for own_address in door.addresses]


def open_by_ipv4_at(door: Listener) -> list[str]:
    """Leave out what not every machine's loopback has."""
    return [address for address in open_at(door) if ":" not in address]


async def lets_in(address: str, port: int | None) -> bool:
    """Tell whether somebody who connects there is welcomed."""
    assert port
    try:
        reader, writer = await asyncio.open_connection(address, port)
    except ConnectionRefusedError:
        return False
    async with asyncio.timeout(5):
        welcomed = await reader.read(5) == b"hello"
    writer.close()
    await writer.wait_closed()
    return welcomed


# One port, all addresses


@pytest.mark.asyncio
async def test_all_home_addresses_of_this_machine_at_one_port() -> None:
    async with listener() as (door, group):
        await door.open(0, group)

        assert ONE in door.addresses
        for own_address in door.addresses:
            if not own_address.interface:  # a link-local one needs its zone
                assert await lets_in(own_address.address, door.port)


@needs_ipv6
@pytest.mark.asyncio
async def test_ipv4_and_ipv6(own: list[OwnAddress]) -> None:
    own[:] = [ONE, V6]
    async with listener() as (door, group):
        await door.open(0, group)

        assert open_at(door) == ["127.0.0.1", "::1"]
        assert await lets_in("127.0.0.1", door.port)
        assert await lets_in("::1", door.port)


@pytest.mark.asyncio
async def test_a_public_address_is_not_listened_on() -> None:
    with two_machines() as machines:
        machines.here(f"addr add {PUBLIC}/24 dev {CABLE}")
        machines.there(f"addr add 203.0.113.2/24 dev {CABLE}")
        async with listener() as (door, group):
            await door.open(0, group)

            assert open_by_ipv4_at(door) == [HERE, "127.0.0.1"]
            with machines.at_the_other():
                assert await lets_in(HERE, door.port)
                assert not await lets_in(PUBLIC, door.port)


@pytest.mark.asyncio
async def test_a_machine_without_a_home_address_is_not_listened_on(
    own: list[OwnAddress],
) -> None:
    own.clear()
    async with listener() as (door, group):
        await door.open(port := free_port(), group)
        assert open_at(door) == []
        assert not await lets_in("127.0.0.1", port)

        own.append(ONE)
        await door.follow_addresses()

        assert await lets_in("127.0.0.1", port)


@pytest.mark.asyncio
async def test_where_the_system_does_not_tell_its_addresses_all_are_listened_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "own_home_addresses", lambda: None)
    async with listener() as (door, group):
        await door.open(0, group)
        await door.follow_addresses()  # which cannot be done there

        assert await lets_in("127.0.0.1", door.port)


# Another port, a taken port


@pytest.mark.asyncio
async def test_the_same_port_again_changes_nothing(own: list[OwnAddress]) -> None:
    async with listener() as (door, group):
        await door.open(0, group)
        port, servers = door.port, door._servers
        assert port is not None

        await door.open(port, group)
        await door.open(0, group)

        assert door.port == port
        assert door._servers is servers


@pytest.mark.asyncio
async def test_another_port_keeps_who_came_in_at_the_old_one(
    own: list[OwnAddress],
) -> None:
    async with listener() as (door, group):
        await door.open(0, group)
        old = door.port
        reader, writer = await asyncio.open_connection("127.0.0.1", old)
        assert await reader.readexactly(5) == b"hello"

        await door.open(new := free_port(), group)

        assert door.port == new
        assert await lets_in("127.0.0.1", new)
        assert not await lets_in("127.0.0.1", old)
        writer.write(b"still there?")
        assert await reader.readexactly(12) == b"still there?"
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("taken_at", [ONE, TWO])
@pytest.mark.asyncio
async def test_a_taken_port_is_named_with_its_holder_and_the_old_one_stays(
    taken_at: OwnAddress, own: list[OwnAddress]
) -> None:
    with socket.socket(taken_at.family) as other:
        other.bind((taken_at.address, 0))
        other.listen()
        taken = other.getsockname()[1]
        async with listener() as (door, group):
            await door.open(0, group)
            old = door.port

            with pytest.raises(PortTakenError) as caught:
                await door.open(taken, group)

            assert caught.value.port == taken
            assert f"(process {os.getpid()})" in str(caught.value)
            assert str(caught.value).startswith(f"port {taken} is taken by ")
            assert door.port == old
            assert await lets_in("127.0.0.1", old)
            assert await lets_in("127.0.0.2", old)


def test_a_holder_who_is_not_told_is_another_program() -> None:
    assert "is taken by another program." in str(PortTakenError(12000, None))


def at_first(monkeypatch: pytest.MonkeyPatch, times: int, port: int) -> None:
    """Let the system's choice of a free port be this one so many times."""
    listen, left = Listener._listen, iter(range(times))

    async def chosen(
        self: Listener, address: OwnAddress, wanted: int
    ) -> asyncio.Server:
        if not wanted and next(left, None) is not None:
            wanted = port
        return await listen(self, address, wanted)

    monkeypatch.setattr(Listener, "_listen", chosen)


@pytest.mark.asyncio
async def test_a_port_that_is_free_at_one_address_alone_is_not_chosen(
    own: list[OwnAddress], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.2", 0)) as other:
        taken = other.getsockname()[1]
        at_first(monkeypatch, 3, taken)
        async with listener() as (door, group):
            await door.open(0, group)

            assert open_at(door) == ["127.0.0.1", "127.0.0.2"]
            assert door.port != taken


@pytest.mark.asyncio
async def test_a_free_port_is_not_looked_for_for_ever(
    own: list[OwnAddress], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.2", 0)) as other:
        at_first(monkeypatch, 1000, other.getsockname()[1])
        monkeypatch.setattr(module, "holder_of", lambda port: None)
        async with listener() as (door, group):
            with pytest.raises(PortTakenError):
                await door.open(0, group)

            assert open_at(door) == []


@pytest.mark.asyncio
async def test_who_is_cancelled_while_opening_leaves_nothing_open(
    own: list[OwnAddress],
) -> None:
    port = free_port()
    async with listener() as (door, group):
        opening = group.create_task(door.open(port, group))
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # one is open, the other is about to be

        opening.cancel()
        await asyncio.wait([opening])

        assert open_at(door) == []
        assert not await lets_in("127.0.0.1", port)
        assert not await lets_in("127.0.0.2", port)


# Addresses that come and go


@pytest.mark.asyncio
async def test_addresses_are_followed_as_they_come_and_go(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    with two_machines() as machines:
        clock = Clock()
        async with listener() as (door, group):
            await door.open(0, group)
            await door.open(free_port(), group)  # and goes on to follow

            machines.here(f"addr add 10.99.0.1/24 dev {CABLE}")
            machines.here(f"addr add 203.0.113.1/24 dev {CABLE}")
            await clock.pass_by(0)  # the kernel's word is read
            await clock.pass_by(SETTLE_S)
            assert open_by_ipv4_at(door) == [HERE, "10.99.0.1", "127.0.0.1"]
            assert await lets_in("10.99.0.1", door.port)

            machines.here(f"addr del {HERE}/24 dev {CABLE}")
            await clock.pass_by(0)
            await clock.pass_by(SETTLE_S)
            assert open_by_ipv4_at(door) == ["10.99.0.1", "127.0.0.1"]

    assert [record.message for record in caplog.records] == [
        "listening on 10.99.0.1 as well",
        f"no longer listening on {HERE}: it is gone",
    ]


@pytest.mark.asyncio
async def test_an_address_that_is_not_ready_is_tried_again(
    own: list[OwnAddress], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    clock = Clock()
    own.append(NOT_OURS)
    async with listener() as (door, group):
        await door.open(0, group)
        assert open_at(door) == ["127.0.0.1", "127.0.0.2"]
        assert len(caplog.records) == 1
        record = caplog.records[0]
        assert record.message.startswith("cannot listen on 10.255.255.254: ")
        assert record.levelno == logging.INFO  # it is the way of new addresses

        await clock.pass_by(RETRY_S)
        await clock.pass_by(RETRY_S)
        assert len(caplog.records) == 1, "the same is not said again"

        own[-1] = OwnAddress("127.0.0.3")  # now it is ready
        await clock.pass_by(RETRY_S)

        assert open_at(door) == ["127.0.0.1", "127.0.0.2", "127.0.0.3"]
        assert await lets_in("127.0.0.3", door.port)


@pytest.mark.asyncio
async def test_an_address_that_may_not_be_used_is_a_warning(
    own: list[OwnAddress],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def forbidden(*_: object) -> asyncio.Server:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Listener, "_listen", forbidden)
    async with listener() as (door, group):
        await door.open(80, group)
        await door.follow_addresses()

    assert [(r.levelname, r.message) for r in caplog.records] == [
        ("WARNING", "cannot listen on 127.0.0.1: Permission denied"),
        ("WARNING", "cannot listen on 127.0.0.2: Permission denied"),
    ]


@pytest.mark.asyncio
async def test_a_new_address_whose_port_is_taken_does_not_end_the_others(
    own: list[OwnAddress],
) -> None:
    own.remove(TWO)
    async with listener() as (door, group):
        await door.open(0, group)
        with socket.create_server(("127.0.0.2", door.port or 0)):
            own.append(TWO)

            await door.follow_addresses()

            assert open_at(door) == ["127.0.0.1"]
        assert await lets_in("127.0.0.1", door.port)


@pytest.mark.asyncio
async def test_a_closed_listener_follows_nothing(own: list[OwnAddress]) -> None:
    async with listener() as (door, group):
        await door.open(port := free_port(), group)
        door.close()
        assert door.port is None

        await door.follow_addresses()

        assert open_at(door) == []
        assert not await lets_in("127.0.0.1", port)


@pytest.mark.asyncio
async def test_a_listener_that_is_closed_while_it_follows_stays_closed(
    own: list[OwnAddress],
) -> None:
    own.remove(TWO)
    async with listener() as (door, group):
        await door.open(port := free_port(), group)
        own.append(TWO)
        following = group.create_task(door.follow_addresses())
        await asyncio.sleep(0)

        door.close()
        await following

        assert open_at(door) == []
        assert not await lets_in("127.0.0.2", port)


@pytest.mark.asyncio
async def test_changes_before_it_is_open_are_of_no_interest() -> None:
    clock = Clock()
    async with listener() as (door, _group):
        door._look_soon(SETTLE_S)

        await clock.pass_by(SETTLE_S)

        assert open_at(door) == []


@pytest.mark.asyncio
async def test_a_watch_that_has_run_over_is_a_change_too(
    own: list[OwnAddress], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Overrun(socket.socket):
        def recv(self, size: int, flags: int = 0) -> bytes:
            super().recv(size, flags)
            raise OSError(errno.ENOBUFS, "No buffer space available")

    watch = Overrun(socket.AF_INET, socket.SOCK_DGRAM)
    watch.bind(("127.0.0.1", 0))
    monkeypatch.setattr(module, "watch_addresses", lambda: watch)
    clock = Clock()
    own.remove(TWO)
    async with listener() as (door, group):
        await door.open(0, group)
        own.append(TWO)

        watch.sendto(b"x", watch.getsockname())
        await clock.pass_by(0)
        await clock.pass_by(SETTLE_S)

        assert open_at(door) == ["127.0.0.1", "127.0.0.2"]
    assert watch.fileno() == -1
