"""D211, autostart-order."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, well
from hearth.doctor.words import listed


@check("D211", "autostart-order")
def autostart_order(case: Case) -> Iterator[Verdict]:
    """
    D211 autostart-order: the card program starts before the network or the clock.

    ## What it looks at
    After= and Wants= of its systemd unit.

    ## Thresholds
    None. Seen at users: started before network and time are up.

    ## What to do
    Add network-online.target and time-sync.target to its unit.
    """
    for start in case.facts.machine.autostart or ():
        missing = [
            target
            for target, is_there in (
                ("network-online.target", start.after_network),
                ("time-sync.target", start.after_time),
            )
            if is_there is False
        ]
        if not start.is_enabled or start.how != "systemd":
            continue
        if "network-online.target" not in missing:
            yield well(f"{start.unit} waits for the network")
            continue
        unit = start.unit.rpartition("/")[2]
        yield Verdict(
            standing=Standing.WARNING,
            title=f"{unit} does not wait for {listed(missing)}",
            evidence=(f"{start.unit} has no After= of that name",),
            remedy=f"Add to it, with systemctl edit {unit}: [Unit], Wants= and After="
            f" {' '.join(missing)}",
            share=0.1,
            commands=(f"systemctl edit {unit}",),
        )
