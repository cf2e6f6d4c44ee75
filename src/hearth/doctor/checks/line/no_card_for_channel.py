"""D110, no-card-for-channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hearth.core.observations import CardNotTaken, Outcome
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import listed, number, shown

ENOUGH: Final = 3  # questions: one or two fall into the second before cards come


@check("D110", "no-card-for-channel")
def no_card_for_channel(case: Case) -> Iterator[Verdict]:
    """
    D110 no-card-for-channel: no line has a card for what is watched.

    ## What it looks at
    Questions that ended with "no card" while the lines were there, which CA
    system they were for, and which cards lines have and Hearth does not take.

    ## Thresholds
    3 questions: one or two may come before the cards are announced.

    ## What to do
    If the channel is in another package, the card is not for it. Otherwise a
    limit in the C: or F: line leaves the card out, or the card is too far away.
    """
    for story in stories(case, Trouble.NO_CARD_FOR_CHANNEL):
        yield story.verdict(
            f"{story.place} has no card for this channel",
            "Look whether the subscription has this channel, and whether the braces of"
            " the C: line leave its card out",
        )
    digest = case.digest
    if digest is None:
        return
    without = [q for q in digest.calm if q.done.outcome is Outcome.NO_CARD]
    if len(without) < ENOUGH:
        return
    systems = Counter(str(q.done.ca_system_id) for q in without)
    yield Verdict(
        standing=Standing.CAUSE,
        title=f"no line has a card for CAID {listed(systems)}",
        evidence=(
            (
                f"{number(len(without), 'question')} found no card while lines"
                " were there,"
                f" asked by {listed(sorted({q.done.receiver for q in without}))}"
            ),
            *_left_out(case),
        ),
        remedy="Look whether the subscription has this channel; if it has, look at the"
        " braces of the C: line and of the F: line, which can leave a card out",
        share=digest.share_of_bad(without),
    )


def _left_out(case: Case) -> Iterator[str]:
    assert case.digest is not None
    said = {
        f"{it.line} has a card of CAID {it.card.ca_system_id} that is not used:"
        f" {shown(it.reason, 200)}"
        for _, it in case.digest.of(CardNotTaken)
    }
    yield from sorted(said)
