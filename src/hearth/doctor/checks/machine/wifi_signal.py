"""D219, wifi-signal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well

WEAK_DBM: Final = -67.0
POOR_DBM: Final = -75.0


@check("D219", "wifi-signal")
def wifi_signal(case: Case) -> Iterator[Verdict]:
    """
    D219 wifi-signal: this machine is on Wi-Fi, and its signal is weak.

    ## What it looks at
    The interfaces that are up, and the signal of wireless ones
    (/proc/net/wireless).

    ## Thresholds
    -67 dBm is what makers of Wi-Fi ask for where delays matter; under -75 dBm
    packets are sent again and again. Every answer goes over this machine's
    network twice.

    ## What to do
    Give it a cable, or put it nearer to the access point.
    """
    facts = case.facts.machine
    if facts.links is None:
        yield unknown(
            "how this machine is connected",
            facts.unlooked.get("links", "it was not looked at"),
        )
        return
    for link in facts.links:
        if not link.has_default_route:
            continue
        signal = link.signal_dbm
        if not link.is_wireless:
            yield well(f"this machine is connected by cable ({link.name})")
        elif signal is not None and signal < WEAK_DBM:
            yield Verdict(
                standing=Standing.WARNING,
                title=f"this machine is on Wi-Fi ({link.name}), and its signal is weak",
                evidence=(
                    f"{signal:.0f} dBm; {POOR_DBM:.0f} is poor, {WEAK_DBM:.0f} is weak",
                ),
                remedy="Give it a cable: every answer goes over its network twice",
                share=0.3 if signal < POOR_DBM else 0.1,
            )
        else:
            at = "" if signal is None else f", {signal:.0f} dBm"
            yield well(f"this machine is on Wi-Fi ({link.name}{at}); a cable is better")
