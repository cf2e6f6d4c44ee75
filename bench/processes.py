"""The processes of a measurement: started, waited for, looked at, ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

START_S: Final = 20.0
TICKS: Final = os.sysconf("SC_CLK_TCK")

_numbers = count()


@dataclass(frozen=True, slots=True)
class Running:
    """A process of ours, and the port that it said it listens on."""

    process: subprocess.Popen[bytes]
    port: int
    start_s: float  # from its start until it said so

    def memory_mb(self, what: str = "VmRSS") -> float:
        """Return its resident memory, in MB of 1,000,000 bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(rf"^{what}:\s+(\d+) kB", status, re.MULTILINE)
        assert found is not None
        return int(found[1]) * 1024 / 1e6

    def cpu_s(self) -> float:
        """Return the processor time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / TICKS

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)


@contextmanager
def running(
    command: Sequence[str], ready: str, folder: Path, namespace: str = ""
) -> Iterator[Running]:
    """
    Run a process until it says that it is ready, and kill it afterwards.

    Args:
        command: What follows ``python -m``.
        ready: A pattern in what it prints, whose first group is the port.
        folder: Where what it prints is kept, so that no pipe fills up.
        namespace: The network namespace to run it in; "": ours.

    Raises:
        RuntimeError: It ended, or was not ready in time.

    """
    output = folder / f"{command[0]}-{next(_numbers)}.log"
    began = time.monotonic()
    with output.open("wb") as sink:
        whole = [sys.executable, "-m", *command]
        if namespace:
            whole = ["ip", "netns", "exec", namespace, *whole]
        process = subprocess.Popen(whole, stdout=sink, stderr=sink)
    try:
        while (found := re.search(ready, output.read_text())) is None:
            if process.poll() is not None or time.monotonic() - began > START_S:
                msg = f"{command} was not ready:\n{output.read_text()}"
                raise RuntimeError(msg)
            time.sleep(0.001)
        yield Running(process, int(found[1]), time.monotonic() - began)
    finally:
        process.kill()
        process.wait()
