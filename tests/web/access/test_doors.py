"""Where WebInfo listens."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from hearth.net.addresses import own_home_addresses
from hearth.net.port_holder import holder_of
from hearth.web.access import doors
from hearth.web.access.doors import (
    LOOPBACK,
    Door,
    Machine,
    Place,
    PortTakenError,
    lets_in,
)
from tests.web.access.scene import free_port

ONE, TWO = Place("127.0.0.1"), Place("127.0.0.2")
NOT_OURS = Place("10.255.255.254")


@contextmanager
def door(holder: str | None = None) -> Iterator[Door]:
    machine = Machine(own_addresses=lambda: (ONE,), holder_of=lambda port: holder)
    made = Door("WEBINFO", machine, asyncio.Protocol)
    try:
        yield made
    finally:
        made.close()


async def answers(place: Place, port: int | None) -> bool:
    try:
        _, writer = await asyncio.open_connection(place.address, port)
    except ConnectionRefusedError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def test_the_daemon_hands_over_what_net_knows() -> None:
    machine = Machine(own_addresses=own_home_addresses, holder_of=holder_of)

    assert ONE in machine.places(external=True)
    assert machine.places(external=False) == LOOPBACK
    assert machine.names()


def test_where_the_system_does_not_tell_every_address_is_listened_on() -> None:
    machine = Machine(own_addresses=lambda: None)

    assert machine.places(external=True) == (Place("0.0.0.0"), Place("::"))
    assert machine.holder_of(1) is None


@pytest.mark.asyncio
async def test_loopback_alone() -> None:
    with door() as made:
        await made.open(0, LOOPBACK)

        assert await answers(ONE, made.port)
        assert not await answers(TWO, made.port)
        assert set(made.addresses) <= {"127.0.0.1", "::1"}


@pytest.mark.asyncio
async def test_closed_is_closed() -> None:
    with door() as made:
        await made.open(0, [ONE])
        port = made.port
        made.close()

        assert made.port is None
        assert made.addresses == ()
        assert not await answers(ONE, port)


@pytest.mark.asyncio
async def test_places_come_and_go_at_the_same_port() -> None:
    with door() as made:
        await made.open(0, [ONE])
        port = made.port
        await made.open(0, [ONE, TWO])
        assert made.port == port
        assert await answers(TWO, port)

        await made.open(port or 0, [TWO])
        assert not await answers(ONE, port)
        assert await answers(TWO, port)


@pytest.mark.asyncio
async def test_another_port() -> None:
    with door() as made:
        await made.open(0, [ONE])
        before = made.port
        await made.open(free_port(), [ONE])

        assert not await answers(ONE, before)
        assert await answers(ONE, made.port)


@pytest.mark.asyncio
async def test_a_taken_port_names_its_holder_and_nothing_is_left_open() -> None:
    with door("oscam (process 812)") as made, socket.socket() as other:
        other.bind((TWO.address, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError) as caught:
            await made.open(port, [ONE, TWO])

        assert "by oscam (process 812)" in str(caught.value)
        assert "another WEBINFO LISTEN PORT" in str(caught.value)
        assert made.port is None
        assert not await answers(ONE, port)


def test_the_holder_is_not_always_known() -> None:
    assert "by another program" in str(PortTakenError("WEBINFO", 16001, None))


@pytest.mark.asyncio
async def test_the_old_port_stays_open_if_the_new_one_is_taken() -> None:
    with door() as made, socket.socket() as other:
        other.bind((ONE.address, 0))
        other.listen()
        await made.open(0, [ONE])
        before = made.port
        with pytest.raises(PortTakenError):
            await made.open(other.getsockname()[1], [ONE])

        assert made.port == before
        assert await answers(ONE, before)


@pytest.mark.asyncio
async def test_an_address_that_cannot_be_used_is_left_out() -> None:
    with door() as made:
        await made.open(0, [NOT_OURS, ONE])

        assert made.addresses == ("127.0.0.1",)


@pytest.mark.asyncio
async def test_a_free_port_is_looked_for_again_where_it_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, calls = doors._bound, []

    def bound(place: Place, port: int) -> socket.socket:
        calls.append(place)
        if len(calls) == 2:
            raise OSError(errno.EADDRINUSE, "taken")
        return real(place, port)

    monkeypatch.setattr(doors, "_bound", bound)
    with door() as made:
        await made.open(0, [ONE, TWO])

        assert made.addresses == ("127.0.0.1", "127.0.0.2")
        assert len(calls) == 4


class End(asyncio.BaseTransport):
    """A connection between two addresses."""

    def __init__(self, peer: Any, own: Any) -> None:
        super().__init__({"peername": peer, "sockname": own})


# what it shows                from                to               at home  external
ENDS = [
    ("this machine",           "127.0.0.1",        "127.0.0.1",     True,    True),
    ("this machine, IPv6",     "::1",              "::1",           True,    True),
    ("the home",               "192.168.1.20",     "192.168.1.2",   False,   True),
    ("the internet",           "203.0.113.7",      "192.168.1.2",   False,   False),
    ("at a public address",    "192.168.1.20",     "203.0.113.1",   False,   False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "peer", "own", "alone", "external"), ENDS)
def test_which_connections_may_be(
    shows: str, peer: str, own: str, alone: bool, external: bool
) -> None:
    connection = End((peer, 1), (own, 2))

    assert lets_in(connection, external=False) is alone, shows
    assert lets_in(connection, external=True) is external, shows


def test_a_connection_that_is_gone_already_may_not_be() -> None:
    assert not lets_in(End(None, ("127.0.0.1", 1)), external=True)
