"""D204, two-card-programs."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import listed


@check("D204", "two-card-programs")
def two_card_programs(case: Case) -> Iterator[Verdict]:
    """
    D204 two-card-programs: two card programs run at once.

    ## What it looks at
    Processes by their names: CCcam, OSCam, wicardd, mgcamd and their like.

    ## Thresholds
    Two different ones, or one of them twice. Hearth beside the one program that
    holds the card is how it is meant.

    ## What to do
    Stop all but the one that has the card, and switch off what starts the
    others.
    """
    facts = case.facts.machine
    if facts.programs is None:
        why = facts.unlooked.get("programs", "processes were not looked at")
        yield unknown("which card programs run", why)
        return
    names = [it.name for it in facts.programs if it.name != "hearth"]
    if len(names) < 2:
        yield well(
            f"one card program at most runs here{': ' if names else ''}{''.join(names)}"
        )
        return
    both = listed(
        f"{it.name} (process {it.number})"
        for it in facts.programs
        if it.name != "hearth"
    )
    yield Verdict(
        standing=Standing.WARNING if _is_pair_held_apart(case) else Standing.CAUSE,
        title=f"two card programs run at once: {listed(sorted(set(names)))}",
        evidence=(both,),
        remedy="Stop all but the one that has the card, and switch off what starts the"
        " others: only one program can use a card",
        share=0.5,
        commands=tuple(f"kill {it.number}  # {it.name}" for it in facts.programs[1:]),
    )


def _is_pair_held_apart(case: Case) -> bool:
    """Tell whether it was looked at who has the adapters, and nobody shares one."""
    adapters = case.facts.machine.adapters
    return adapters is not None and all(len(it.programs) < 2 for it in adapters)
