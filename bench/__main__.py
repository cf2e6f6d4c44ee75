"""``python -m bench [NAME...]``: measure, print, exit 1 if a bound does not hold."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from compileall import compile_dir
from pathlib import Path
from typing import Final

import hearth
from bench import (
    check,
    descramble,
    doctor,
    failover,
    flood,
    history,
    idle,
    latency,
    memory,
    pages,
    start,
    throughput,
    webinfo,
)
from bench.report import Row, machine, show

MEASUREMENTS: Final[dict[str, Callable[[Path], Iterator[Row]]]] = {
    "start": start.measure,
    "check": check.measure,
    "latency": latency.measure,
    "throughput": throughput.measure,
    "failover": failover.measure,
    "idle": idle.measure,
    "memory": memory.measure,
    "flood": flood.measure,
    "webinfo": webinfo.measure,
    "history": history.measure,
    "pages": pages.measure,
    "descramble": descramble.measure,
    "doctor": doctor.measure,
}


def main(names: list[str]) -> int:
    """Run the measurements of these names, or all."""
    unknown = set(names) - set(MEASUREMENTS)
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are:", *MEASUREMENTS)
        return 2
    print(machine())
    # As `make setup` leaves it: whoever changed a file measures no compiler, also
    # where PYTHONDONTWRITEBYTECODE says that a first run does not help the next.
    compile_dir(Path(hearth.__file__).parent, quiet=1)
    all_hold = True
    for name in names or MEASUREMENTS:
        print(f"\n{name}: {sys.modules[f'bench.{name}'].__doc__}")
        with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder:
            for row in MEASUREMENTS[name](Path(folder)):
                show([row])
                sys.stdout.flush()
                all_hold &= row.holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
