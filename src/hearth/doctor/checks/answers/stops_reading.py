"""D318, stops-reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.core.observations import Outcome, ReceiverLeft
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.log_ins import unfinished_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import number, percent

WORDS: Final = "does not read"  # `hearth.net.receiver`
AGAIN_SHARE: Final = 0.25  # of its questions, asked once more after their answer
ENOUGH: Final = 8
UNFINISHED: Final = 3  # log-ins: one is a receiver that was switched off meanwhile


@check("D318", "stops-reading")
def stops_reading(case: Case) -> Iterator[Verdict]:
    """
    D318 stops-reading: a receiver hangs: it asks, and takes no answer.

    ## What it looks at
    Connections that Hearth ended because what it sent was not read any more,
    log-ins of which the receiver never reads the answer, and receivers that ask
    the same again although it was answered.

    ## Thresholds
    One connection is enough: 16 kB lay unread, which is hours of answers for a
    receiver that reads. 3 log-ins that are right and never finished. 1 question
    in 4 asked again, while nobody else watches the same.

    ## What to do
    Start that receiver anew, and look for an update of its software.
    """
    digest = case.digest
    if digest is None:
        return
    unfinished = unfinished_of(digest)
    for name in dict.fromkeys([*digest.by_receiver, *unfinished]):
        hung = len(unfinished[name])
        ended = sum(
            it.receiver == name and WORDS in it.reason
            for _, it in digest.of(ReceiverLeft)
        )
        again = _asked_again(digest, name)
        if not ended and again < AGAIN_SHARE and hung < UNFINISHED:
            continue
        evidence = [f"{number(ended, 'connection')} ended unread"] if ended else []
        if hung:
            evidence.append(f"{number(hung, 'log-in')} never finished")
        if again:
            evidence.append(f"{percent(again)} of its questions had been answered")
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{name} hangs: it asks, and takes no answer",
            evidence=tuple(evidence),
            remedy=f"Start {name} anew, and look for an update of its software",
            receiver=name,
            share=0.5,
        )


def _asked_again(digest: Digest, name: str) -> float:
    """Give the share of a receiver's questions that it had asked already."""
    own = digest.by_receiver.get(name, ())
    alone = {q.service for q in own} - {
        q.service for q in digest.questions if q.done.receiver != name
    }
    mine = [q for q in own if q.service in alone]
    if len(mine) < ENOUGH:
        return 0.0
    again = sum(q.done.outcome is Outcome.REMEMBERED for q in mine)
    return again / len(mine)
