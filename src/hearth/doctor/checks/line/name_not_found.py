"""D101, name-not-found."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D101", "name-not-found")
def name_not_found(case: Case) -> Iterator[Verdict]:
    """
    D101 name-not-found: the name of a line's server leads to no address.

    ## What it looks at
    The name look-up of each line that is named, not numbered: now, and when
    Hearth tried it while the record ran.

    ## Thresholds
    5 s for an answer of the name server: Hearth itself waits as long
    (`hearth.net.lookup`), and a home's name server answers in milliseconds.

    ## What to do
    Write the machine's address into the C: line instead of its name, and give
    the machine a fixed address in the router. If other names are not found
    either, look at the router or at /etc/resolv.conf.
    """
    for story in stories(case, Trouble.NAME_UNKNOWN, Trouble.NAME_SLOW):
        host = story.ladder.host if story.ladder else story.line
        yield story.verdict(
            f"the name {host} is not found"
            if story.trouble is Trouble.NAME_UNKNOWN
            else f"the name server does not answer for {host}",
            "Write the address of that machine into the C: line instead of its name,"
            " and give it a fixed address in the router",
            f"getent hosts {host}",
            "cat /etc/resolv.conf",
        )
