"""D112, line-breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Standing, Verdict

OFTEN: Final = 3  # in the record; once is an update, or somebody's curiosity


@check("D112", "line-breaks")
def line_breaks(case: Case) -> Iterator[Verdict]:
    """
    D112 line-breaks: a line's server ends the connection now and then.

    ## What it looks at
    Connections that the server closed, and that could be made again at once.

    ## Thresholds
    It is a cause if a key was missing or late because of it, and a warning if
    it came 3 times: once is an update, or somebody who tried something.

    ## What to do
    Look in that server's log at these moments: it is started anew, runs out of
    memory, or somebody else logs in with the same account.
    """
    for story in stories(case, Trouble.ENDED, Trouble.OTHER):
        verdict = story.verdict(
            f"{story.place} ends the connection: its program is started anew, or the"
            " account is used elsewhere",
            "Look in that server's log at these moments: it is started anew, runs out"
            " of memory, or somebody logs in with the same account",
            "journalctl -u oscam --since today  # on the machine with the card",
        )
        is_felt = verdict.standing is Standing.CAUSE
        if is_felt or len(story.outages) >= OFTEN:
            yield verdict
