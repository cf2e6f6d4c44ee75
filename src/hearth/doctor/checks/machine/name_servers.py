"""D220, name-servers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well
from hearth.doctor.words import span

SLOW_S: Final = 1.0


@check("D220", "name-servers")
def name_servers(case: Case) -> Iterator[Verdict]:
    """
    D220 name-servers: the name servers are slow, or there are none.

    ## What it looks at
    /etc/resolv.conf, and how long the look-up of the lines' names took.

    ## Thresholds
    1 s: a router answers in milliseconds; a first server that is dead costs 5 s
    (resolv.conf(5), timeout).

    ## What to do
    Take the dead server out of the router's or this machine's settings, or
    write addresses into the C: lines.
    """
    dns = case.facts.machine.dns
    if dns is None:
        yield unknown(
            "name servers",
            case.facts.machine.unlooked.get("dns", "they were not looked at"),
        )
        return
    if not dns.is_needed:
        return
    if not dns.servers:
        yield Verdict(
            standing=Standing.WARNING,
            title="this machine knows no name server",
            evidence=("/etc/resolv.conf names none",),
            remedy="Set one (the router's address), or write addresses into the"
            " C: lines",
            share=0.2,
            commands=("cat /etc/resolv.conf",),
        )
    elif dns.took_s is not None and dns.took_s >= SLOW_S:
        yield Verdict(
            standing=Standing.WARNING,
            title=f"a name look-up takes {span(dns.took_s)}",
            evidence=(f"name servers: {', '.join(dns.servers)}",),
            remedy="Take the server that does not answer out of the settings, or write"
            " addresses into the C: lines",
            share=0.1,
            commands=("cat /etc/resolv.conf",),
        )
    elif dns.took_s is not None:
        yield well(f"name servers answer within {span(max(dns.took_s, 0.001))}")
