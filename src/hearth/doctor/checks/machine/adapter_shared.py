"""D205, adapter-shared."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import listed


@check("D205", "adapter-shared")
def adapter_shared(case: Case) -> Iterator[Verdict]:
    """
    D205 adapter-shared: two programs have the same card slot open.

    ## What it looks at
    Who has /dev/dvb/adapterN/caM open (/proc/*/fd), as far as the system tells.

    ## Thresholds
    Two programs: only one of them gets the card, and which one may change at
    every start.

    ## What to do
    Leave the slot to the card program, and switch the CI or card setting of the
    other one off.
    """
    facts = case.facts.machine
    if facts.adapters is None:
        why = facts.unlooked.get(
            "adapters", "there is no DVB adapter here, or it was not looked at"
        )
        if "adapters" in facts.unlooked:
            yield unknown("who has the card slots open", why)
        return
    for holders in facts.adapters:
        if len(holders.programs) > 1:
            yield Verdict(
                standing=Standing.CAUSE,
                title=f"two programs have {holders.device} open:"
                f" {listed(holders.programs)}",
                evidence=(
                    (
                        f"/proc/*/fd: {holders.device} is open in"
                        f" {listed(holders.programs)}"
                    ),
                ),
                remedy="Leave the card slot to the card program alone, and"
                " switch it off in"
                " the other one",
                commands=(f"fuser -v {holders.device}",),
            )
        elif holders.programs:
            yield well(f"{holders.device} is open in {holders.programs[0]} alone")
