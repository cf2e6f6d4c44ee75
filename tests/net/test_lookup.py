"""Every address that a name has, at each attempt anew; no thread is in the way."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import NoReturn

import pytest

from hearth.household import NotHomeError
from hearth.net import lookup
from hearth.net.lookup import LOOK_UP_S, Address, judged, look_up
from tests.net.clock import Clock

V4, V6 = socket.AF_INET, socket.AF_INET6


def system_says(
    monkeypatch: pytest.MonkeyPatch, *answers: tuple[int, tuple[object, ...]]
) -> list[str]:
    """Let the system's look-up give this; return the list of names asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(family, 1, 6, "", address) for family, address in answers]

    monkeypatch.setattr("hearth.net.lookup.socket.getaddrinfo", getaddrinfo)
    return asked


def system_fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def getaddrinfo(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr("hearth.net.lookup.socket.getaddrinfo", getaddrinfo)


@pytest.mark.asyncio
async def test_all_addresses_are_given_ready_to_connect_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = ("10.0.0.1", 12000), ("fe80::1", 12000, 0, 3)
    system_says(monkeypatch, (V4, first), (V6, second))

    found = await look_up("card.home.lan", 12000)

    assert found == (Address(V4, first), Address(V6, second))
    assert [address.plain for address in found] == ["10.0.0.1", "fe80::1"]


@pytest.mark.asyncio
async def test_an_address_needs_no_name_server() -> None:
    [found] = await look_up("::1", 12000)

    assert found == Address(V6, ("::1", 12000, 0, 0))


@pytest.mark.asyncio
async def test_each_attempt_looks_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = system_says(monkeypatch, (V4, ("10.0.0.1", 1)))

    await look_up("card.home.lan", 1)
    await look_up("card.home.lan", 1)

    assert asked == ["card.home.lan"] * 2


@pytest.mark.asyncio
async def test_an_unknown_name_is_the_systems_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system_fails(monkeypatch, socket.gaierror(socket.EAI_NONAME, "not known"))

    with pytest.raises(socket.gaierror, match="not known"):
        await look_up("nobody.home.lan", 1)


@pytest.mark.parametrize("host", ["card..lan", "x" * 70 + ".lan"])
@pytest.mark.asyncio
async def test_what_can_be_no_name_is_an_error_of_the_same_kind(host: str) -> None:
    with pytest.raises(OSError, match="is no host name"):
        await look_up(host, 1)


class Hanging:
    """A name server that does not answer until it is let go."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, error: Exception | None = None
    ) -> None:
        self._error = error
        self.called = threading.Event()
        self._may_go = threading.Event()
        monkeypatch.setattr(lookup, "_system_look_up", self._look_up)
        monkeypatch.setattr(threading, "excepthook", self._fail)
        self.failed: list[object] = []

    def _look_up(self, host: str, port: int) -> tuple[Address, ...]:
        self.called.set()
        assert self._may_go.wait(10)
        if self._error is not None:
            raise self._error
        return (Address(V4, (host, port)),)

    def _fail(self, failed: object) -> None:
        self.failed.append(failed)

    def let_go(self) -> None:
        """Answer, and wait until the thread has ended."""
        self._may_go.set()
        for thread in threading.enumerate():
            if thread.name == "look-up":
                thread.join(10)


@pytest.mark.asyncio
async def test_a_name_server_that_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hanging = Hanging(monkeypatch)
    clock = Clock()
    looking = asyncio.get_running_loop().create_task(look_up("card.home.lan", 1))
    await asyncio.to_thread(hanging.called.wait, 10)

    await clock.pass_by(LOOK_UP_S)

    with pytest.raises(OSError, match=r"look-up of card\.home\.lan took over 5 s"):
        await looking
    hanging.let_go()
    await asyncio.sleep(0)  # its answer comes, and nobody is there to take it
    assert hanging.failed == []


@pytest.mark.parametrize("error", [None, OSError(), UnicodeError()])
@pytest.mark.asyncio
async def test_an_answer_after_the_end_does_no_harm(
    error: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = Hanging(monkeypatch, error)
    looking = asyncio.get_running_loop().create_task(look_up("card.home.lan", 1))
    await asyncio.to_thread(hanging.called.wait, 10)

    looking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await looking
    hanging.let_go()
    await asyncio.sleep(0)
    assert hanging.failed == []


def test_an_answer_after_the_program_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hanging = Hanging(monkeypatch)

    async def begin_and_end() -> None:
        looking = asyncio.get_running_loop().create_task(look_up("card.home.lan", 1))
        await asyncio.to_thread(hanging.called.wait, 10)
        looking.cancel()

    asyncio.run(begin_and_end())
    hanging.let_go()

    assert hanging.failed == []


def addresses(*plain: str) -> tuple[Address, ...]:
    return tuple(Address(V6 if ":" in p else V4, (p, 12000)) for p in plain)


# what a name resolves to                  whether it is of this home
JUDGED = [
    (("10.0.0.1",), True),
    (("127.0.0.1", "::1"), True),
    (("fe80::1%eth0",), True),
    (("::ffff:192.168.1.2",), True),
    (("203.0.113.1",), False),
    (("10.0.0.1", "203.0.113.1"), False),
    (("203.0.113.1", "10.0.0.1"), False),
    (("10.0.0.1", "2001:db8::1"), False),
    (("::ffff:203.0.113.1",), False),
]


@pytest.mark.parametrize(("resolved", "home"), JUDGED)
def test_one_address_outside_is_enough_to_refuse(
    resolved: tuple[str, ...], home: bool
) -> None:
    found = addresses(*resolved)

    if home:
        assert judged("card.home.lan", found) == found
    else:
        with pytest.raises(NotHomeError, match=r"H901: card\.home\.lan is .*, which"):
            judged("card.home.lan", found)
