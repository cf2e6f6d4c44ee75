"""D105, port-silent."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D105", "port-silent")
def port_silent(case: Case) -> Iterator[Verdict]:
    """
    D105 port-silent: nothing at all answers at a line's port.

    ## What it looks at
    A TCP connection that is neither taken nor refused. A firewall that drops
    packets does so; a machine without power in the same network would be
    noticed by the kernel first (no-route), one behind a router looks the same.

    ## Thresholds
    4 s at the doctor, 5 s at Hearth (`hearth.net.lookup.CONNECT_S`): a home's
    network needs a thousandth of that.

    ## What to do
    Open the port for the home network in the firewall of that machine, or
    switch the machine on.
    """
    for story in stories(case, Trouble.DROPPED):
        port = story.ladder.port if story.ladder else 12000
        yield story.verdict(
            f"{story.place} {'did' if story.is_over else 'does'} not answer at all: a"
            " firewall swallows it, or the machine has no power or cable",
            f"Open TCP port {port} for the home network in the firewall of that"
            " machine, or switch the machine on",
            f"ping -c 3 {story.ladder.host if story.ladder else story.line}",
            "nft list ruleset  # on the machine with the card",
            f"ufw allow from 192.168.0.0/16 to any port {port} proto tcp"
            "  # there, if it has ufw",
        )
