"""D216, debug-left-on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import size

MUCH: Final = 100_000_000  # bytes a day


@check("D216", "debug-left-on")
def debug_left_on(case: Case) -> Iterator[Verdict]:
    """
    D216 debug-left-on: everything is logged.

    ## What it looks at
    DEBUG LEVEL of CCcam.cfg, the debug options of running programs, and how
    much a log grows.

    ## Thresholds
    DEBUG LEVEL over 1, OSCam with -d, CCcam with -d or -v, or a log that grows
    by 100 MB a day. One line a question is a tenth of that at worst.

    ## What to do
    Switch it off again: it slows small machines down and fills the disk.
    """
    facts = case.facts.machine
    if facts.debugs is None:
        yield unknown(
            "whether a debug level was left on",
            facts.unlooked.get("debug", "it was not looked at"),
        )
        return
    for debug in facts.debugs:
        grows = (
            f"its log grows by {size(debug.bytes_a_day)} a day"
            if debug.bytes_a_day
            else ""
        )
        yield Verdict(
            standing=Standing.WARNING,
            title=f"{debug.program} logs everything: {debug.how}",
            evidence=tuple(it for it in (debug.where, grows) if it),
            remedy="Switch it off again: it slows small machines down and fills"
            " the disk",
            share=0.2 if debug.bytes_a_day >= MUCH else 0.1,
        )
    if not facts.debugs:
        yield well("nothing logs more than it should")
