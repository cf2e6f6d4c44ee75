"""D212, config-temporary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, well

TEMPORARY: Final = frozenset({"tmpfs", "ramfs"})


@check("D212", "config-temporary")
def config_temporary(case: Case) -> Iterator[Verdict]:
    """
    D212 config-temporary: the configuration is gone at the next start.

    ## What it looks at
    The kind of file system that configuration and state are on.

    ## Thresholds
    tmpfs, ramfs and the writable layer of an overlay are in memory.

    ## What to do
    Keep it where it stays: /var/etc or /etc on most systems, the disk on a
    receiver.
    """
    files = case.facts.machine.files or ()
    for file in files:
        if file.role != "program" and file.filesystem in TEMPORARY:
            yield Verdict(
                standing=Standing.WARNING,
                title=f"{file.path} is in memory, and gone when this machine"
                " starts again",
                evidence=(f"its file system is {file.filesystem}",),
                remedy="Keep it in /etc or /var/etc, on a receiver on its disk,"
                " and name it"
                " with -c",
                share=0.1,
            )
        elif file.role == "configuration" and file.filesystem:
            yield well(
                f"{file.path} stays when the machine is started again", file.filesystem
            )
