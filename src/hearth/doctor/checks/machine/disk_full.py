"""D213, disk-full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import size

FULL: Final = 20_000_000  # bytes
LITTLE: Final = 100_000_000


@check("D213", "disk-full")
def disk_full(case: Case) -> Iterator[Verdict]:
    """
    D213 disk-full: there is no room left on a disk.

    ## What it looks at
    The free room where history, log and configuration are.

    ## Thresholds
    Under 20 MB it is full: history, log and settings are lost. Under 100 MB is
    a warning: a day of DEBUG fills that. Hearth's own history takes about 1 MB
    a receiver and week.

    ## What to do
    Remove old logs and recordings; look what fills it.
    """
    facts = case.facts.machine
    if facts.disks is None:
        yield unknown("free room", facts.unlooked.get("disks", "it was not looked at"))
        return
    for disk in facts.disks:
        if disk.free_bytes >= LITTLE:
            yield well(f"{size(disk.free_bytes)} are free for {disk.path}")
            continue
        is_full = disk.free_bytes < FULL
        yield Verdict(
            standing=Standing.CAUSE if is_full else Standing.WARNING,
            title=f"the disk of {disk.path} is {'full' if is_full else 'nearly full'}",
            evidence=(f"{size(disk.free_bytes)} are free",),
            remedy="Remove old logs and recordings, and look what fills it:"
            " history, log and"
            " changed settings are lost until there is room",
            share=0.3,
            commands=(f"du -xh -d 2 {disk.path} | sort -h | tail -20",),
        )
