"""What ``hearth migrate --advise`` knows of the machine that it runs on."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from hearth.config.migration.advice import Machine

READER_NAMES: Final = ("sci[0-9]*", "ttyUSB[0-9]*")  # below /dev

_TOTAL: Final = re.compile(r"^MemTotal:\s+(\d+) kB$", re.MULTILINE)


def this_machine(
    *, proc: Path = Path("/proc"), dev: Path = Path("/dev"), architecture: str = ""
) -> Machine:
    """
    Look at this machine.

    Args:
        proc: Where the system tells of itself.
        dev: Where its devices are.
        architecture: Instead of its own.

    """
    readers = [str(path) for name in READER_NAMES for path in sorted(dev.glob(name))]
    return Machine(
        architecture=architecture or os.uname().machine,
        memory_mib=_memory(proc / "meminfo"),
        readers=tuple(readers),
    )


def _memory(file: Path) -> int | None:
    try:
        found = _TOTAL.search(file.read_text())
    except OSError:
        return None
    return int(found[1]) // 1024 if found else None
