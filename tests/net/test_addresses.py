"""This machine's home addresses: those the kernel tells, and no others."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import struct

import pytest

from hearth import household
from hearth.net.addresses import OwnAddress, own_home_addresses, watch_addresses
from tests.net.namespaces import CABLE, HERE, THERE, two_machines

LOCAL, FAR, NEITHER = 2, 1, 3  # IFA_LOCAL, IFA_ADDRESS, IFA_LABEL
V4, V6 = socket.AF_INET, socket.AF_INET6
DONE = struct.pack("=IHHII", 20, 3, 0, 1, 0) + bytes(4)


def attribute(kind: int, value: bytes) -> bytes:
    padding = bytes(-len(value) % 4)
    return struct.pack("=HH", 4 + len(value), kind) + value + padding


def told(family: int, *attributes: tuple[int, str], interface: int = 3) -> bytes:
    """Make one RTM_NEWADDR message, as the kernel does."""
    body = struct.pack("=BBBBI", family, 24, 0, 0, interface)
    for kind, value in attributes:
        body += attribute(kind, ipaddress.ip_address(value).packed)
    return message(20, body)


def message(kind: int, body: bytes) -> bytes:
    return struct.pack("=IHHII", 16 + len(body), kind, 2, 1, 0) + body


class Kernel:
    """A netlink socket that tells what the test wants."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = list(parts)

    def __call__(self, *_: object) -> Kernel:
        return self

    def __enter__(self) -> Kernel:
        return self

    def __exit__(self, *_: object) -> None: ...

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def sendto(self, request: bytes, to: tuple[int, int]) -> None:
        assert to == (0, 0)
        assert struct.unpack_from("=I", request)[0] == len(request)

    def recv(self, size: int) -> bytes:
        assert size >= 65536
        return self._parts.pop(0)


# what it shows, what the kernel tells, what is found
DUMPS: list[tuple[str, list[bytes], list[OwnAddress]]] = [
    ("nothing", [DONE], []),
    (
        "home addresses in a fixed order, once each",
        [
            told(V4, (FAR, "192.168.1.2"), (LOCAL, "192.168.1.2")),
            told(V4, (FAR, "10.0.0.1"), (LOCAL, "10.0.0.1"))
            + told(V4, (LOCAL, "10.0.0.1")),
            told(V6, (FAR, "fd00::2")) + DONE,
        ],
        [OwnAddress("10.0.0.1"), OwnAddress("192.168.1.2"), OwnAddress("fd00::2")],
    ),
    (
        "no public address",
        [told(V4, (LOCAL, "203.0.113.1")), told(V6, (FAR, "2001:db8::1")), DONE],
        [],
    ),
    (
        "on a point-to-point interface its own end, not the other",
        [told(V4, (FAR, "10.1.1.2"), (LOCAL, "10.1.1.1")), DONE],
        [OwnAddress("10.1.1.1")],
    ),
    (
        "whose own end is public although the other one is a home's",
        [told(V4, (FAR, "10.1.1.2"), (LOCAL, "203.0.113.1")), DONE],
        [],
    ),
    (
        "link-local ones with their interface",
        [
            told(V6, (FAR, "fe80::1"), interface=4),
            told(V6, (FAR, "fe80::1"), interface=2),
            DONE,
        ],
        [OwnAddress("fe80::1", 2), OwnAddress("fe80::1", 4)],
    ),
    ("of other families nothing", [told(16, (LOCAL, "10.0.0.1")), DONE], []),
    ("of other messages nothing", [message(24, bytes(8)), DONE], []),
    ("a message without an address", [told(V4), DONE], []),
    (
        "an attribute that has no length ends its message",
        [message(20, struct.pack("=BBBBIHH", V4, 24, 0, 0, 1, 0, 0)), DONE],
        [],
    ),
    ("an error ends it", [message(2, bytes(4)) + told(V4, (LOCAL, "10.0.0.1"))], []),
    ("so does a message that has no length", [bytes(16)], []),
    ("a kernel without an end is not listened to for ever", [b""] * 256, []),
]


@pytest.mark.parametrize(("shows", "parts", "found"), DUMPS)
def test_what_the_kernel_tells(
    shows: str,
    parts: list[bytes],
    found: list[OwnAddress],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hearth.net.addresses.socket.socket", Kernel(*parts))

    assert own_home_addresses() == tuple(found), shows


def test_this_machine_has_loopback_and_nothing_outside_the_home() -> None:
    own = own_home_addresses()

    assert own is not None
    assert OwnAddress("127.0.0.1") in own
    assert all(household.is_home_address(address.address) for address in own)


def test_an_address_knows_its_family() -> None:
    assert OwnAddress("127.0.0.1").family is socket.AF_INET
    assert OwnAddress("::1").family is socket.AF_INET6


def test_a_system_without_netlink_does_not_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(socket, "AF_NETLINK")

    assert own_home_addresses() is None
    assert watch_addresses() is None


def test_a_sandbox_that_closes_netlink_does_not_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("hearth.net.addresses.socket.socket", closed)

    assert own_home_addresses() is None
    assert watch_addresses() is None


def test_a_sandbox_that_lets_nobody_watch_leaves_no_socket_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []

    class Closed(socket.socket):
        def __init__(self, *arguments: int) -> None:
            super().__init__(*arguments)
            made.append(self)

        def bind(self, address: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("hearth.net.addresses.socket.socket", Closed)

    assert watch_addresses() is None
    assert [sock.fileno() for sock in made] == [-1]


@pytest.mark.asyncio
async def test_an_address_that_comes_is_seen_and_told_of() -> None:
    loop = asyncio.get_running_loop()
    with two_machines() as machines:
        before = own_home_addresses()
        assert before is not None
        assert set(before) - {OwnAddress("::1")} == {
            OwnAddress(HERE),
            OwnAddress("127.0.0.1"),
        }
        watch = watch_addresses()
        assert watch is not None
        with watch:
            machines.here(f"addr add 203.0.113.1 dev {CABLE}")
            machines.here(f"addr add 192.168.9.1 peer {THERE} dev {CABLE}")
            async with asyncio.timeout(5):
                await loop.sock_recv(watch, 65536)
        after = own_home_addresses()

    assert after is not None
    assert set(after) - set(before) == {OwnAddress("192.168.9.1")}
