"""D214, memory-grows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.slope import slope_of
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import size, span

LEAST_S: Final = 600.0
GROWS: Final = 1_000_000  # bytes an hour
FITS: Final = 0.8
SHARE: Final = 0.05


@check("D214", "memory-grows")
def memory_grows(case: Case) -> Iterator[Verdict]:
    """
    D214 memory-grows: a card program takes more and more memory.

    ## What it looks at
    The resident memory of CCcam, OSCam and Hearth over time: from --watch, or
    from what was measured before.

    ## Thresholds
    A straight line through all measurements rises by 1 MB an hour or more and
    by 5 % of what it takes, over 10 minutes at least, and fits: 8 tenths of all
    difference is the line's. What grows only at the start levels off and fits
    no line.

    ## What to do
    Start it anew each night until it is updated; report it to its makers.
    """
    trends = case.facts.machine.trends
    if trends is None:
        yield unknown(
            "whether memory grows",
            case.facts.machine.unlooked.get("memory", "one look shows no growth"),
            "Let the doctor watch for a while: hearth doctor --watch 10m",
        )
        return
    for trend in trends:
        slope = slope_of(trend.samples)
        if slope is None or slope.seconds < LEAST_S:
            continue
        an_hour = slope.a_second * 3600
        if an_hour < GROWS and slope.fit >= 0:
            yield well(f"{trend.program} keeps its memory", size(slope.last))
        elif slope.fit >= FITS and slope.grown >= SHARE * slope.first:
            yield Verdict(
                standing=Standing.WARNING,
                title=f"{trend.program} takes more and more memory:"
                f" {size(an_hour)} an hour",
                evidence=(
                    (
                        f"from {size(slope.first)} to {size(slope.last)} in"
                        f" {span(slope.seconds)}"
                    ),
                ),
                remedy=f"Start {trend.program} anew each night, and update it",
                share=0.1,
            )
