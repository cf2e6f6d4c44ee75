"""D319, closed-to-account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hearth.core.observations import Outcome
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import number

LEAST: Final = 2
_WORDS: Final = {
    Outcome.DENIED: "its account leaves the channel out",
    Outcome.OUT_OF_HOURS: "it is outside the times of its account",
}


@check("D319", "closed-to-account")
def closed_to_account(case: Case) -> Iterator[Verdict]:
    """
    D319 closed-to-account: a receiver gets no key because its account says so.

    ## What it looks at
    Questions that Hearth did not pass on because the F: line leaves the channel
    out, or because it is outside its times.

    ## Thresholds
    2 questions.

    ## What to do
    Change the braces of that F: line, if it is not meant so. Times are the
    machine's local time: here a wrong clock does matter.
    """
    digest = case.digest
    if digest is None:
        return
    counts = Counter((q.done.receiver, q.done.outcome) for q in digest.failed)
    for (name, outcome), count in counts.items():
        if outcome in _WORDS and count >= LEAST:
            yield Verdict(
                standing=Standing.CAUSE,
                title=f"{name} gets no key: {_WORDS[outcome]}",
                evidence=(f"{number(count, 'question')} not passed on",),
                remedy=f"Change the braces of the F: line of {name}, if that is not"
                " meant so; the times in them are this machine's local time",
                receiver=name,
                share=count / max(1, len(digest.bad)),
            )
