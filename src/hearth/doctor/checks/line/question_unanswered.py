"""D111, question-unanswered."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict

_TITLES = {
    Trouble.ECM_REFUSED: "{place} says no to a question that its card should answer",
    Trouble.UNANSWERED: "{place} has a card and does not answer questions",
    Trouble.WRONG_KEYS: "{place} answers with control words that cannot be right",
}


@check("D111", "question-unanswered")
def question_unanswered(case: Case) -> Iterator[Verdict]:
    """
    D111 question-unanswered: a line has the card, and a question is not answered.

    ## What it looks at
    One question that the doctor puts itself, where it has one; and connections
    that Hearth had to make anew because an answer never came.

    ## Thresholds
    4 s for the answer: CCcam's own time limit for newcamd servers is as long
    (docs/ecm-time.md).

    ## What to do
    Look at the reader: a card that is in error, or a reader that has lost it,
    takes questions and answers none. Pull the card and put it in again.
    """
    for story in stories(
        case, Trouble.ECM_REFUSED, Trouble.UNANSWERED, Trouble.WRONG_KEYS
    ):
        yield story.verdict(
            _TITLES[story.trouble].format(place=story.place),
            "Look at the reader on that machine: pull the card, put it in again, and"
            " start the card program anew; then look whether the subscription has"
            " this channel",
            "systemctl restart oscam  # on the machine with the card",
        )
