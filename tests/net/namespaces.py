"""Two machines on one cable: network namespaces that a test makes for itself."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

HERE: Final = "10.77.0.1"  # where Hearth is
THERE: Final = "10.77.0.2"  # the machine at the other end of the cable
CABLE: Final = "cable"  # the interface's name at both ends

_CLONE_NEWNET: Final = 0x40000000  # linux/sched.h
_names = iter(range(1_000_000))


class Machines:
    """Two machines, one of which the test's own thread is in."""

    def __init__(self, here: str, there: str) -> None:
        self._here = here
        self._there = there

    def here(self, command: str) -> None:
        """Run ``ip`` with these arguments on the machine where Hearth is."""
        _ip(f"-n {self._here} {command}")

    def there(self, command: str) -> None:
        """Run ``ip`` with these arguments on the other machine."""
        _ip(f"-n {self._there} {command}")

    @contextmanager
    def at_the_other(self) -> Iterator[None]:
        """Let sockets that are made meanwhile belong to the other machine."""
        with _inside(self._there):
            yield

    def pull_the_cable(self) -> None:
        """Cut the other machine off: no FIN, no RST. This one sees its link go."""
        self.there(f"link set {CABLE} down")

    def take_the_other_away(self) -> None:
        """Let the other machine fall silent, as one behind a switch does."""
        self.there(f"addr flush dev {CABLE}")


@contextmanager
def two_machines() -> Iterator[Machines]:
    """
    Make two machines, and go to the first one for as long as this lasts.

    Skips the test where that may not be done.
    """
    if shutil.which("ip") is None:
        pytest.skip("network namespaces need the program ip (package iproute2)")
    if os.geteuid() != 0:
        pytest.skip("network namespaces need root")
    here, there = (f"hearth-{os.getpid()}-{next(_names)}" for _ in range(2))
    try:
        _ip(f"netns add {here}")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"network namespaces are not to be had here: {error.stderr}")
    try:
        _ip(f"netns add {there}")
        _ip(f"-n {here} link add {CABLE} type veth peer name {CABLE} netns {there}")
        machines = Machines(here, there)
        for machine, address in ((machines.here, HERE), (machines.there, THERE)):
            # No addresses but ours: link-local ones cannot be used at once.
            machine(f"link set {CABLE} addrgenmode none")
            machine(f"addr add {address}/24 dev {CABLE}")
            machine("link set lo up")
            machine(f"link set {CABLE} up")
        with _inside(here):
            yield machines
    finally:
        _ip(f"netns del {here}", check=False)
        _ip(f"netns del {there}", check=False)


def _ip(arguments: str, *, check: bool = True) -> None:
    command = ["ip", *arguments.split()]
    subprocess.run(command, check=check, capture_output=True, text=True)


@contextmanager
def _inside(namespace: str) -> Iterator[None]:
    """Move this thread to a namespace: sockets belong to where they were made."""
    with (
        Path("/proc/thread-self/ns/net").open() as before,
        Path("/run/netns", namespace).open() as wanted,
    ):
        _enter(wanted.fileno())
        try:
            yield
        finally:
            _enter(before.fileno())


def _enter(namespace: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
