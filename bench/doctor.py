"""
How often the doctor is right: homes with a fault drawn by lot, and healthy ones.

Each kind of fault is drawn with other numbers each time: delays, periods, leads,
receivers, losses, when it begins and for how long. ``python -m bench.doctor``
runs it alone, and names each that was wrong.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.report import Row, at_least, machine, show, told
from tests.doctor.drawn import FAULTS, HEALTHY, drawn_homes
from tests.doctor.households import misses, with_causes

EACH: Final = 5  # homes of each kind: two minutes
SEEDS: Final = range(101, 104)
BOUND: Final = 98.0  # issue 6


def measure(folder: Path) -> Iterator[Row]:
    """Judge homes; every kind that was not always right has a row of its own."""
    del folder
    for what, kinds in (("a fault", list(FAULTS)), ("nothing", list(HEALTHY))):
        yield from _drawn(f"homes drawn with {what}, first verdict right", kinds)
    for count, what in ((1, "one cause"), (2, "two causes"), (0, "no cause")):
        names = with_causes(count)
        wrong = list(misses(names, SEEDS))
        runs = len(names) * len(SEEDS)
        yield told(f"scenarios with {what}", len(names), "files")
        yield at_least(
            f"these over {len(SEEDS)} seeds, right", _percent(wrong, runs), BOUND, "%"
        )
        for it in wrong:
            print(f"    {it}")


def _drawn(what: str, kinds: list[str]) -> Iterator[Row]:
    wrong = []
    for kind, said, is_right in drawn_homes(kinds, EACH, 1000):
        if not is_right:
            wrong.append(kind)
            print(f"    {kind}: said {', '.join(said) or 'nothing'}")
    yield at_least(what, _percent(wrong, EACH * len(kinds)), BOUND, "%")
    for kind in dict.fromkeys(wrong):
        right = EACH - wrong.count(kind)
        yield told(f"  {kind}, right of {EACH}", right, "homes")


def _percent(wrong: Iterable[object], runs: int) -> float:
    return 100.0 * (runs - len(list(wrong))) / runs


if __name__ == "__main__":
    print(machine())
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as made:
        rows = list(measure(Path(made)))
        show(rows)
        sys.exit(0 if all(row.holds for row in rows) else 1)
