"""D218, private-wan."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.machine_facts import Wan
from hearth.doctor.verdict import Verdict, unknown, well


@check("D218", "private-wan")
def private_wan(case: Case) -> Iterator[Verdict]:
    """
    D218 private-wan: this home has no public address of its own.

    ## What it looks at
    The address of this machine's way to the Internet: whether the router has a
    shared or a private one, as far as that can be seen from here.

    ## Thresholds
    100.64.0.0/10 is shared by many homes (RFC 6598, CGNAT).

    ## What to do
    Nothing, at home: cards do not leave it. For your own VPN from outside, use
    one that works without a public IPv4 address: over IPv6, or one that both
    ends dial.
    """
    facts = case.facts.machine
    if facts.wan is None:
        yield unknown(
            "the home's address on the Internet",
            facts.unlooked.get(
                "wan", "only the router knows it; it matters for your own VPN alone"
            ),
        )
    elif facts.wan is Wan.PUBLIC:
        yield well("a VPN into this home can reach it from outside", facts.wan_detail)
    else:
        yield well(
            "at home nothing depends on it, but your own VPN cannot be reached"
            " from outside:"
            f" the address is {facts.wan.value}",
            facts.wan_detail,
            "use a VPN over IPv6, or one that both ends dial",
        )
