"""D310, client-gave-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hearth.doctor.answers.giving_up import GaveUp, gave_up
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, number, span


@check("D310", "client-gave-up")
def client_gave_up(case: Case) -> Iterator[Verdict]:
    """
    D310 client-gave-up: a receiver was told "cannot answer", and asks no more.

    ## What it looks at
    Receivers that are connected and ask nothing more after failures in a row,
    while they did not leave and turned to no other channel.

    ## Thresholds
    2 failures in a row, then three crypto periods without a question:
    Tvheadend denies a channel after 3 (CC_MAX_NOKS), minisatip after 2
    (docs/ecm-time.md).

    ## What to do
    Turn to another channel and back. This is a consequence: the cause is what
    made the questions fail, which stands before it.
    """
    if case.digest is None:
        return
    found: dict[str, list[GaveUp]] = defaultdict(list)
    for each in gave_up(case.digest):
        found[each.receiver].append(each)
    for name, times in found.items():
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"client gave up: {name} asks no more after failures in a row",
            evidence=tuple(
                f"{clock(it.at)}: {number(it.refusals, 'failure')} in a row, then no"
                f" question for {span(it.quiet_s)}"
                for it in times[:3]
            ),
            remedy=f"Turn {name} to another channel and back; what made the questions"
            " fail is the cause",
            receiver=name,
            share=0.2,
        )
