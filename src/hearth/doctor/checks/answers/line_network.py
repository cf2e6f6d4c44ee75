"""D308, line-network."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.late_words import late_lines, late_verdict
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import ms


@check("D308", "line-network")
def line_network(case: Case) -> Iterator[Verdict]:
    """
    D308 line-network: the network to a line's server takes most of the time.

    ## What it looks at
    How long connections took to be made, and the round trips that the system
    measures (TCP_INFO), against the time of whole answers.

    ## Thresholds
    A round trip of 80 ms and half of the answer's time. docs/ecm-time.md: ping
    under 80 ms; a home's own network has under 5.

    ## What to do
    Use a cable. If the card is in a second home, look at the VPN: its server,
    its protocol, and the upload of the line that it goes over.
    """
    for late in late_lines(case, Why.WAY):
        yield late_verdict(
            late,
            f"late: the network to {late.line} is slow, not its card",
            "Use a cable instead of Wi-Fi between Hearth and that machine; over a VPN"
            " look at its server and at the upload of the other home",
            f"a round trip takes {ms(late.way_s)}, and varies by {ms(late.jitter_s)}",
            commands=(f"ping -c 20 {late.line.partition(':')[0]}",),
        )
