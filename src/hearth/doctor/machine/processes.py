"""Card programs that run, and what they take: from /proc, as far as it may be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hearth.doctor.machine.tree import ROOT, entries, read
from hearth.doctor.machine_facts import Program

# Names of programs that serve or use cards, as the kernel keeps them (15 letters).
CARD_PROGRAMS: Final = ("cccam", "oscam", "ncam", "wicardd", "mgcamd", "gbox", "hearth")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Load(NamedTuple):
    """What a process takes: resident bytes, and processor seconds so far."""

    program: str
    number: int
    resident_bytes: int
    processor_s: float


def card_programs(root: Path = ROOT) -> tuple[Program, ...] | None:
    """
    Find the card programs that run.

    Returns:
        None where the system shows no processes. Threads and children of one
        program that share its name and its parent count once.

    """
    processes = list(_processes(root))
    if not processes:
        return None
    numbers = {number for number, _, _ in processes}
    return tuple(
        Program(name=name, number=number, debug=_debug(name, arguments))
        for number, name, arguments in processes
        if _is_card_program(name, arguments)
        and not _is_child(root, number, name, numbers)
    )


def loads(root: Path = ROOT) -> tuple[Load, ...]:
    """Measure the card programs now."""
    return tuple(
        Load(it.name, it.number, *_load(root, it.number))
        for it in card_programs(root) or ()
    )


def _processes(root: Path) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for folder in entries(root, "/proc"):
        if folder.name.isdigit():
            comm = read(root, f"/proc/{folder.name}/comm")
            if comm is not None:
                line = read(root, f"/proc/{folder.name}/cmdline") or ""
                arguments = tuple(line.rstrip("\0").split("\0"))
                yield int(folder.name), _name(comm.strip(), arguments), arguments


def _name(comm: str, arguments: tuple[str, ...]) -> str:
    """Name a program; one that Python runs by its script."""
    if comm.startswith("python"):
        for argument in arguments[1:3]:
            if Path(argument).name == "hearth":
                return "hearth"
    return comm


def _is_card_program(name: str, arguments: tuple[str, ...]) -> bool:
    low = name.lower()
    if low == "hearth":
        return "serve" in arguments  # every other command of ours serves nobody
    return any(low.startswith(known) for known in CARD_PROGRAMS)


def _is_child(root: Path, number: int, name: str, numbers: set[int]) -> bool:
    """Tell whether a process is one that a program of the same name began."""
    status = read(root, f"/proc/{number}/stat") or ""
    fields = status.rpartition(")")[2].split()
    if len(fields) < 2 or not fields[1].isdigit():
        return False
    parent = int(fields[1])
    comm = read(root, f"/proc/{parent}/comm") if parent in numbers else None
    return comm is not None and comm.strip() == name


def _debug(name: str, arguments: tuple[str, ...]) -> str:
    """Say which of a program's options make it log everything."""
    low = name.lower()
    options = arguments[1:]
    if low.startswith(("oscam", "ncam")):
        for number, option in enumerate(options):
            if option in ("-d", "--debug"):
                level = options[number + 1] if number + 1 < len(options) else ""
                return "" if level == "0" else f"option -d {level}".strip()
    elif low.startswith("cccam"):
        found = [option for option in options if option in ("-d", "-v", "-dv", "-vd")]
        return f"option {found[0]}" if found else ""
    return ""


def _load(root: Path, number: int) -> tuple[int, float]:
    """
    Read a process's memory and time.

    Source:
        proc(5): /proc/pid/statm (pages; the second is resident), /proc/pid/stat
        (fields 14 and 15, utime and stime, counted behind the name).

    """
    statm = (read(root, f"/proc/{number}/statm") or "").split()
    fields = (read(root, f"/proc/{number}/stat") or "").rpartition(")")[2].split()
    pages = int(statm[1]) if len(statm) > 1 and statm[1].isdigit() else 0
    ticks = sum(int(f) for f in fields[11:13] if f.isdigit())
    return pages * _PAGE, ticks / _TICKS
