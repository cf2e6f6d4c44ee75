"""D108, log-in-hangs."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D108", "log-in-hangs")
def log_in_hangs(case: Case) -> Iterator[Verdict]:
    """
    D108 log-in-hangs: a line's server begins the log-in and does not finish it.

    ## What it looks at
    Whether the server sends its seed, and then neither confirms the log-in nor
    closes; or confirms it and closes before it has said who it is.

    ## Thresholds
    6 s at the doctor, 10 s at Hearth; Tvheadend gives up after 5 s.

    ## What to do
    Start that server anew: a program that hangs looks like this. On a weak
    receiver look whether something else takes all of its processor.
    """
    for story in stories(case, Trouble.NO_ACKNOWLEDGEMENT, Trouble.CLOSED_AFTER):
        hangs = story.trouble is Trouble.NO_ACKNOWLEDGEMENT
        yield story.verdict(
            f"{story.place} does not finish the log-in"
            if hangs
            else f"{story.place} confirms the log-in and then closes the connection",
            "Start the card server on that machine anew, and look in its log; something"
            " else may take all of the processor there",
            "systemctl restart oscam  # on the machine with the card",
        )
