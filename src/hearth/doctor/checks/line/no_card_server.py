"""D106, no-card-server."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import Story, stories
from hearth.doctor.verdict import Verdict

_TITLES = {
    Trouble.NO_CARD_SERVER: "something that is no CCcam server answers at {place}",
    Trouble.NO_SEED: "{place} takes the connection and says nothing",
    Trouble.CLOSED_AT_ONCE: "{place} closes the connection before it says anything",
}


@check("D106", "no-card-server")
def no_card_server(case: Case) -> Iterator[Verdict]:
    """
    D106 no-card-server: what answers at a line's port is no CCcam server.

    ## What it looks at
    The first bytes that come. A CCcam server speaks first, with 16 random
    bytes; a newcamd server sends 14, a web server waits to be asked, others
    begin with a readable greeting.

    ## Thresholds
    6 s for the 16 bytes: Tvheadend waits 5 s, and a Pi that starts needs one.

    ## What to do
    Correct the port: in OSCam it is ``port`` under ``[cccam]``. A server that
    closes at once may be full, or takes no connection from this address.
    """
    for story in stories(
        case, Trouble.NO_CARD_SERVER, Trouble.NO_SEED, Trouble.CLOSED_AT_ONCE
    ):
        yield story.verdict(
            _TITLES[story.trouble].format(place=story.place), _remedy(story)
        )


def _remedy(story: Story) -> str:
    if story.trouble is Trouble.CLOSED_AT_ONCE:
        return (
            "Look in that server's log: it does not take connections from this"
            " address, is full, or has locked it out for a while"
        )
    return (
        "Correct the port in the C: line: it must be that of the CCcam protocol, which"
        " is port under [cccam] in OSCam and SERVER LISTEN PORT in CCcam"
    )
