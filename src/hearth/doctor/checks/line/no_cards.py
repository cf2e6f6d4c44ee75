"""D109, no-cards."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D109", "no-cards")
def no_cards(case: Case) -> Iterator[Verdict]:
    """
    D109 no-cards: a line is logged in and has no card for us.

    ## What it looks at
    The cards that the server announces after the log-in, and how far away they
    are.

    ## Thresholds
    6 s for the first one: OSCam waits 0.8 s before it announces any. A card
    counts as the home's own up to hop 1 (`hearth.household.MAX_HOPS`).

    ## What to do
    Look whether the reader there has its card and has finished starting, and
    whether our account may use it (``group`` in OSCam is the same for reader
    and user).
    """
    for story in stories(case, Trouble.NO_CARDS):
        yield story.verdict(
            f"{story.place} is logged in, but announces no card",
            "Look on that machine whether the reader shows its card (CARDOK in OSCam),"
            " and whether the account may use it: group must be the same for the"
            " reader and the user",
        )
    for story in stories(case, Trouble.FAR_CARDS):
        yield story.verdict(
            f"{story.place} has only cards that are further away than one server",
            "Connect to the server that holds the card itself: cards of other homes are"
            " not taken",
        )
