"""D103, no-route."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D103", "no-route")
def no_route(case: Case) -> Iterator[Verdict]:
    """
    D103 no-route: there is no way to a line's server.

    ## What it looks at
    Whether the kernel has a route to the address, and whether the machine
    answers in its own network (ARP or neighbour discovery), or a firewall
    says at once that there is no way.

    ## Thresholds
    None: the kernel says "network unreachable" or "no route to host".

    ## What to do
    Switch that machine on, look at its cable, and at whether both are in the
    same network: a guest Wi-Fi is another one.
    """
    for story in stories(case, Trouble.NO_ROUTE, Trouble.HOST_GONE):
        gone = story.trouble is Trouble.HOST_GONE
        yield story.verdict(
            f"{story.place} is off, or not in this network"
            if gone
            else f"there is no way to {story.place}: a firewall rejects it, or the"
            " network is down",
            "Look whether that machine is on and its cable is in, whether both are in"
            " the same network (a guest Wi-Fi is another one), and whether a firewall"
            " there rejects Hearth",
            "ip route",
            f"ping -c 3 {story.ladder.host if story.ladder else story.line}",
        )
