"""Who has a port: the kernel's tables, read as a person with root would."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from hearth.net.port_holder import holder_of
from tests.net.scene import needs_ipv6

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue ... inode\n"
LISTEN, ESTABLISHED = "0A", "01"


def row(address: str, port: int, state: str, inode: int) -> str:
    return (
        f"   0: {address}:{port:04X} 00000000:0000 {state} 00000000:00000000"
        f" 00:00000000 00000000     0        0 {inode} 1 0000000000000000\n"
    )


def process(proc: Path, number: int, name: str, *links: str) -> None:
    folder = proc / str(number)
    (folder / "fd").mkdir(parents=True)
    (folder / "comm").write_text(f"{name}\n")
    for fd, link in enumerate(links):
        (folder / "fd" / str(fd)).symlink_to(link)


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """Give a machine with two programs, of which oscam listens at port 12000."""
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "tcp").write_text(
        HEAD
        + row("0100007F", 12000, ESTABLISHED, 11)
        + row("0100007F", 16001, LISTEN, 12)
        + row("00000000", 12000, LISTEN, 13)
    )
    process(tmp_path, 500, "tvheadend", "/dev/null", "socket:[11]", "socket:[12]")
    process(tmp_path, 812, "oscam", "/dev/null", "socket:[13]")
    (tmp_path / "meminfo").touch()
    return tmp_path


def test_the_program_that_listens_is_named(proc: Path) -> None:
    assert holder_of(12000, proc) == "oscam (process 812)"
    assert holder_of(16001, proc) == "tvheadend (process 500)"


def test_nobody_is_named_where_nobody_listens(proc: Path) -> None:
    assert holder_of(12001, proc) is None


def test_an_ipv6_listener_is_found(proc: Path) -> None:
    any_address = "0" * 32
    (proc / "net" / "tcp6").write_text(HEAD + row(any_address, 15000, LISTEN, 12))

    assert holder_of(15000, proc) == "tvheadend (process 500)"


def test_nobody_is_named_where_the_system_does_not_tell(
    proc: Path, tmp_path: Path
) -> None:
    (proc / "812" / "fd" / "1").unlink()  # another user's: not to be seen

    assert holder_of(12000, proc) is None
    assert holder_of(12000, tmp_path / "no proc at all") is None


def test_a_program_that_ends_meanwhile_does_no_harm(proc: Path) -> None:
    (proc / "400").mkdir()  # its folder of files is gone already
    (proc / "812" / "comm").unlink()

    assert holder_of(12000, proc) == "a program (process 812)"


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, "127.0.0.1"),
        pytest.param(socket.AF_INET6, "::1", marks=needs_ipv6),
    ],
)
def test_this_very_program_is_found_on_this_machine(family: int, address: str) -> None:
    with socket.socket(family) as listening:
        listening.bind((address, 0))
        listening.listen()
        port = listening.getsockname()[1]

        found = holder_of(port)

    assert found is not None
    assert found.endswith(f"(process {os.getpid()})")
    assert holder_of(port) is None
