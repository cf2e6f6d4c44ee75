"""D104, port-refused."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Ladder, Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import listed


@check("D104", "port-refused")
def port_refused(case: Case) -> Iterator[Verdict]:
    """
    D104 port-refused: nothing listens at a line's port.

    ## What it looks at
    A TCP connection to the line's address and port, and whether the name led
    to another address when the line was well.

    ## Thresholds
    None: the machine itself says "connection refused".

    ## What to do
    Start the card server there, or correct the port of the C: line. If the name
    leads to another machine than before, correct the name.
    """
    for story in stories(case, Trouble.REFUSED):
        moved = _moved(story.ladder)
        if moved:
            title = f"the name of {story.place} leads to another machine: {moved}"
        elif story.is_over:
            title = (
                f"{story.place} was away: nothing listened at its port, its program was"
                " ended or started anew"
            )
        else:
            title = f"nothing listens at {story.place}: its program is not running"
        yield story.verdict(
            title,
            "Write the right address into the C: line, or correct it in the router"
            if moved
            else "Start the card server on that machine, or correct the port in the C:"
            " line; look too whether the name leads to the right machine",
            *_commands(story.ladder),
        )


def _moved(ladder: Ladder | None) -> str:
    if ladder is None or not ladder.earlier_addresses:
        return ""
    if set(ladder.addresses) & set(ladder.earlier_addresses):
        return ""
    return f"{listed(ladder.addresses)} instead of {listed(ladder.earlier_addresses)}"


def _commands(ladder: Ladder | None) -> Iterator[str]:
    if ladder is not None:
        yield f"getent hosts {ladder.host}"
    yield "systemctl status oscam  # on the machine with the card"
