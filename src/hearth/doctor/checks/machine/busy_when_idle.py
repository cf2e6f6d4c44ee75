"""D215, busy-when-idle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, well
from hearth.doctor.words import percent

BUSY: Final = 0.1  # of a core


@check("D215", "busy-when-idle")
def busy_when_idle(case: Case) -> Iterator[Verdict]:
    """
    D215 busy-when-idle: a card program works while nobody watches.

    ## What it looks at
    The processor time of CCcam, OSCam and Hearth while no question is asked.

    ## Thresholds
    A tenth of one core. An idle card server takes under 1 %.

    ## What to do
    Look for a debug level, a reader that is asked for over and over, or a web
    page left open; start it anew.
    """
    for trend in case.facts.machine.trends or ():
        if trend.processor is None or not trend.is_idle:
            continue
        if trend.processor < BUSY:
            yield well(
                f"{trend.program} rests while nobody watches", percent(trend.processor)
            )
            continue
        yield Verdict(
            standing=Standing.WARNING,
            title=f"{trend.program} takes {percent(trend.processor)} of a core"
            " while nobody"
            " watches",
            evidence=("no question was asked meanwhile",),
            remedy="Look for a debug level that was left on, a reader that is"
            " asked for over"
            " and over, or an open web page; then start it anew",
            share=0.1,
            commands=("top -b -n 1 | head -15",),
        )
