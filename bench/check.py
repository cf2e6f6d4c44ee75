"""`hearth check`: a file of 200 lines and of 100,000, as a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.report import Row, at_most, middle

RUNS: Final = 15  # of each, alternating
SMALL: Final = 200  # lines
LARGE: Final = 100_000

# Twenty lines as people have them; each {n} is the number of the line.
MIXED: Final = """\
# ---- block {n}: the receivers of the house ----

F: livingroom{n} k7Rt2m{n} 0 0 1 {{ 0:0:1 }}
F: kids{n} k7Rt2m{n} 0 0 0 {{ 0:0:1 }} {{ 0100:80:15df, 0500:0:1 }} {{ 12:00-17:00 }}
F: bedroom{n} k7Rt2m{n} 0 0 1 {{ }} {{ }} {{ }} 192.168.1.20
F: guest{n} k7Rt2m{n} 1 0 {{ 0:0:0 }}
F: attic{n} k7Rt2m{n} 0 0 1 {{0:0:1}}
F: study{n} k7Rt2m{n} 192.168.1.55
f : cellar{n}\tk7Rt2m{n}   # the small one
C: card{n}.home.lan 12000 hearth{n} v6Nm1s{n} no {{ 0:0:1, 0100:000080:2 }} # v2.3.0
C: 192.168.1.2 12000 hearth{n} v6Nm1s{n} {{ 0:0:2 }}
N: 192.168.1.3 10000 dummy{n} w7x 01 02 03 04 05 06 07 08 09 10 11 12 13 14 # 0100:80
SERVER LISTEN PORT : 12000
ALLOW TELNETINFO: no
# F: old{n} pass{n} 1 0 {{ 0:0:0 }}
R: 192.168.1.10 678 0100 000080
SMARTCARD CLOCK FREQUENCY : /dev/ttyUSB0 3570000
WEBINFO LISTEN PORT :16001 # web
CCAM DEBUG : yes
KEEPALIVE TIMEOUT : 30
"""
ACCOUNT: Final = (
    "F: box{n} k7Rt2m{n} 0 0 1 {{ 0:0:1 }} {{ }} {{ 12:00-17:00 }} 192.168.1.20\n"
)


def measure(folder: Path) -> Iterator[Row]:
    """Check files, each in a process of its own."""
    file = folder / "CCcam.cfg"
    file.write_text(_lines(MIXED, SMALL))
    yield at_most(
        f"{SMALL} lines, over `python -c pass`, median of {RUNS}",
        1000 * _over_nothing([sys.executable, "-m", "hearth", "check", str(file)]),
        150,
        "ms",
    )
    for what, pattern in (("mixed lines", MIXED), ("F: lines", ACCOUNT)):
        file.write_text(_lines(pattern, LARGE))
        seconds, megabytes = _run([sys.executable, "-m", "hearth", "check", str(file)])
        yield at_most(f"{LARGE:,} {what}", seconds, 5, "s")
        yield at_most(f"{LARGE:,} {what}, memory at most", megabytes, 300, "MB")


def _lines(pattern: str, count: int) -> str:
    block = pattern.count("\n")
    return "".join(pattern.format(n=number) for number in range(0, count, block))


def _over_nothing(command: Sequence[str]) -> float:
    """Give the seconds that a process takes longer than one that does nothing."""
    nothing = [sys.executable, "-c", "pass"]
    _run(command)  # what is compiled once is compiled now
    more = []
    for _ in range(RUNS):
        less = _run(nothing)[0]
        more.append(_run(command)[0] - less)
    return middle(more)


def _run(command: Sequence[str]) -> tuple[float, float]:
    """Run a process to its end; give its seconds and its memory in MB."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    return seconds, usage.ru_maxrss / 1024
