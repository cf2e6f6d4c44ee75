"""D321, hiccups."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.late_words import late_lines, late_verdict
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import ms


@check("D321", "hiccups")
def hiccups(case: Case) -> Iterator[Verdict]:
    """
    D321 hiccups: a line is quick, and slow now and then without any order.

    ## What it looks at
    Slow answers that came neither together, nor over minutes, nor with a slow
    network.

    ## Thresholds
    95 of 100 over 800 ms, while half are under it. Some answers of twice the
    usual time are what cards do (docs/ecm-time.md: 10 to 25 % at 2 to 2.5 times).

    ## What to do
    Clean the card's contacts, look at the reader, and at what else that
    machine does at these moments.
    """
    for late in late_lines(case, Why.HICCUPS):
        yield late_verdict(
            late,
            f"late: {late.line} is quick, and slow now and then without any order",
            "Clean the card's contacts and try another reader; look what else that"
            " machine does at these moments, and whether its network loses packets",
            f"half of the answers take {ms(late.times.p50_s)}, the slowest"
            f" {ms(late.times.worst_s)}",
        )
