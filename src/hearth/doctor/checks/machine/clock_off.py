"""D217, clock-off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.machine_facts import Clock
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import span

MATTERS_S: Final = 1800.0  # what a time window of an account notices
TRUTH: Final = "the log-in of CCcam has no time stamp: it does not depend on the clock"


@check("D217", "clock-off")
def clock_off(case: Case) -> Iterator[Verdict]:
    """
    D217 clock-off: the clock of this machine is wrong.

    ## What it looks at
    Whether the clock is kept right (NTP), whether its year can be, and by how
    much it is off where that is known.

    ## Thresholds
    A year before 2024 is no time at all. 5 minutes matter to nothing but logs
    and the times of accounts. The log-in of CCcam has no time stamp: a receiver
    with a wrong clock logs in all the same (docs/protocols/cccam.md). Pages
    that blame the clock for a line that is OFF are wrong.

    ## What to do
    Switch NTP on. Expiry dates, times of accounts, recordings and the
    comparison of two boxes' logs depend on it.
    """
    clock = case.facts.machine.clock
    if clock is None:
        yield unknown(
            "the clock",
            case.facts.machine.unlooked.get("clock", "it was not looked at"),
        )
        return
    off_s = abs(clock.off_s or 0.0)
    if clock.is_sane and off_s < MATTERS_S:
        about = f"it is off by {span(off_s)}" if off_s >= 1 else _kept(clock)
        yield well(f"the clock does not matter here: {about}", TRUTH)
        return
    what = f"is off by {span(off_s)}" if off_s else "has never been set"
    yield Verdict(
        standing=Standing.WARNING,
        title=f"the clock of this machine {what}",
        evidence=(TRUTH,),
        remedy="Switch NTP on; expiry dates, the times of accounts, recordings and the"
        " comparison of logs depend on the clock, and the log-in does not",
        share=0.05,
        commands=("timedatectl set-ntp true", "timedatectl status"),
    )


def _kept(clock: Clock) -> str:
    if clock.is_kept is None:
        return "nothing speaks against it"
    return (
        "it is kept right" if clock.is_kept else "nothing is seen that keeps it right"
    )
