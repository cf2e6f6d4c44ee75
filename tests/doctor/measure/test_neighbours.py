import socket
import struct
import subprocess
import sys

import pytest

from hearth.doctor.measure import neighbours as module
from hearth.doctor.measure.kernel import SIZE
from hearth.doctor.measure.neighbours import (
    Neighbour,
    neighbours,
    own_inodes,
    read_message,
)

# Connects, says so, and stays until its input ends.
OTHER_PROGRAM = """
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))):
    print("there", flush=True)
    sys.stdin.read()
"""


def message(family: int, far: str, far_port: int, *attributes: bytes) -> bytes:
    packed = socket.inet_pton(family, far).ljust(16, b"\0")
    ends = struct.pack(">HH16s16s", 55555, far_port, bytes(16), packed)
    head = struct.pack("=BBBB", family, 1, 0, 0) + ends
    return head.ljust(68, b"\0") + struct.pack("=I", 77) + b"".join(attributes)


def attribute(kind: int, data: bytes) -> bytes:
    return struct.pack("=HH", 4 + len(data), kind) + data


@pytest.mark.parametrize(
    ("family", "far", "plain"),
    [
        (socket.AF_INET, "192.168.1.5", "192.168.1.5"),
        (socket.AF_INET6, "fd00::5", "fd00::5"),
        (socket.AF_INET6, "::ffff:192.168.1.5", "192.168.1.5"),
    ],
)
def test_one_connection(family: int, far: str, plain: str) -> None:
    assert read_message(message(family, far, 12000)) == Neighbour(77, plain, 12000)


def test_what_was_measured_on_it() -> None:
    attributes = attribute(9, b"abcd"), attribute(2, bytes(SIZE))

    found = read_message(message(socket.AF_INET, "10.0.0.1", 1, *attributes))

    assert found.wire is not None


def test_an_attribute_that_cannot_be() -> None:
    broken = message(socket.AF_INET, "10.0.0.1", 1, struct.pack("=HH", 0, 2))

    assert read_message(broken).wire is None


def test_another_programs_connection_is_found_and_ours_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as ours:
            assert ours.fileno() >= 0
            assert neighbours(("127.0.0.1",), port) == ()
        command = [sys.executable, "-c", OTHER_PROGRAM, str(port)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"there\n"
            found = neighbours(("10.0.0.1", "127.0.0.1"), port)
            elsewhere = neighbours(("10.0.0.1",), port)
            other.communicate()

    assert found is not None
    assert [it.wire is not None for it in found] == [True]
    assert elsewhere == ()


def test_our_sockets_are_known_by_their_inodes() -> None:
    with socket.socket() as sock:
        import os

        assert os.fstat(sock.fileno()).st_ino in own_inodes()


def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_NETLINK_SOCK_DIAG", 31)

    assert neighbours(("127.0.0.1",), 12000) is None
