"""D113, line-goes-silent."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D113", "line-goes-silent")
def line_goes_silent(case: Case) -> Iterator[Verdict]:
    """
    D113 line-goes-silent: the connection to a line's server dies without a word.

    ## What it looks at
    Connections that the kernel gave up because nothing was acknowledged any
    more, and that could be made again afterwards.

    ## Thresholds
    Twice KEEPALIVE, as the kernel counts it (`hearth.net.sockets.tune`).

    ## What to do
    Look at power and cable of that machine, at its Wi-Fi, at a power-saving
    network card, and at a router that forgets connections.
    """
    for story in stories(case, Trouble.FELL_SILENT):
        yield story.verdict(
            f"the connection to {story.place} dies without a word: power, cable, Wi-Fi",
            "Look at power and cable of that machine and of the switch between; if it"
            " is on Wi-Fi, use a cable",
        )
