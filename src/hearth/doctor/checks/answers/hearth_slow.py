"""D322, hearth-slow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.answers.digest import times_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, well
from hearth.doctor.words import ms

ENOUGH: Final = 12
SLOW_S: Final = 0.2  # Hearth needs 0.2 ms; what is a thousand times that is felt


@check("D322", "hearth-slow")
def hearth_slow(case: Case) -> Iterator[Verdict]:
    """
    D322 hearth-slow: what an answer waits for in Hearth itself.

    ## What it looks at
    What remains of each answer's time when the wait for a free line and the
    line itself are taken off.

    ## Thresholds
    200 ms in 5 of 100 answers: Hearth needs well under 1 ms (DEPENDENCIES.md),
    so then this machine has no time for it.

    ## What to do
    Look what else takes the processor of this machine, and whether its disk
    hangs.
    """
    digest = case.digest
    if digest is None:
        return
    rest = times_of(
        max(0.0, q.done.total_s - q.done.queue_s - q.done.line_s)
        for q in digest.calm
        if q.is_own
    )
    if rest.count < ENOUGH:
        return
    if rest.p95_s < SLOW_S:
        yield well(f"Hearth itself adds {ms(rest.p95_s)} to an answer")
        return
    yield Verdict(
        standing=Standing.CAUSE,
        title="late: this machine has no time for Hearth",
        evidence=(
            (
                f"95 of 100 answers wait up to {ms(rest.p95_s)} in Hearth"
                " itself, at worst"
                f" {ms(rest.worst_s)}; it needs less than 1 ms"
            ),
        ),
        remedy="Look what else takes the processor of this machine, and whether"
        " its disk"
        " or SD card hangs",
        share=digest.share_of_bad(q for q in digest.calm if q.is_own),
        commands=("top -b -n 1 | head -20", "vmstat 1 5"),
    )
