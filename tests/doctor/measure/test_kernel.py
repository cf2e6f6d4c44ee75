import socket
import struct

import pytest

from hearth.doctor.measure.kernel import SIZE, Wire, own_wire, together, wire_of
from hearth.net.sockets import RoundTrip


def info(usual: int, jitter: int, again: int, sent: int, least: int) -> bytes:
    data = bytearray(SIZE)
    struct.pack_into("=II", data, 68, usual, jitter)
    struct.pack_into("=I", data, 100, again)
    struct.pack_into("=I", data, 136, sent)
    struct.pack_into("=I", data, 148, least)
    return bytes(data)


def test_what_the_kernel_says() -> None:
    wire = wire_of(info(4000, 1000, 2, 60, 400))

    assert wire == Wire(RoundTrip(0.004, 0.001, 0.0004), 60, 2)


def test_an_old_kernel_says_too_little() -> None:
    assert wire_of(bytes(SIZE - 1)) is None


def test_a_connection_of_our_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as sock:
            wire = own_wire(sock)
        closed = own_wire(sock)

    assert wire is not None
    assert wire.sent >= 1
    assert closed is None


def test_a_system_without_such_a_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "TCP_INFO")
    with socket.socket() as sock:
        assert own_wire(sock) is None


def test_connections_are_added_up() -> None:
    first = Wire(RoundTrip(0.001, 0.0, 0.0005), 4, 1)
    last = Wire(RoundTrip(0.004, 0.001, 0.002), 50, 2)

    assert together([first, last]) == Wire(RoundTrip(0.004, 0.001, 0.0005), 54, 3)
    assert together([]) is None
