"""D323, line-misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hearth.core.observations import AttemptFailed, Outcome
from hearth.doctor.answers.digest import AFTER_S, Digest, merged
from hearth.doctor.answers.failures import saved_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import number, percent, shown

LEAST: Final = 5
LEAST_SHARE: Final = 0.01  # of the line's questions


@check("D323", "line-misses")
def line_misses(case: Case) -> Iterator[Verdict]:
    """
    D323 line-misses: a line fails questions that are answered all the same.

    ## What it looks at
    Attempts that a line failed while it was there, though the receiver got its
    key: from another line, or when it was asked again.

    ## Thresholds
    5 attempts and 1 in 100 of the line's questions.

    ## What to do
    Nobody notices it yet. Look at that card's contacts and reader, or move the
    line behind a better one.
    """
    digest = case.digest
    if digest is None:
        return
    # What is told by D301 and D302.
    told = {
        saved.line
        for outcome in (Outcome.TIMED_OUT, Outcome.REFUSED)
        for saved in saved_of(digest, outcome)
    }
    for line, reasons in _missed(digest).items():
        if line in told:
            continue
        missed = reasons.total()
        asked = sum(q.done.line == line for q in digest.calm) + missed
        # Who waited in vain is told of by the other checks.
        in_vain = any(q.done.line == line and not q.is_good for q in digest.calm)
        if missed < LEAST or missed < LEAST_SHARE * asked or in_vain:
            continue
        yield Verdict(
            standing=Standing.WARNING,
            title=f"{line} fails {percent(missed / asked)} of its questions; so far"
            " they were answered all the same",
            evidence=tuple(
                f"{number(count, 'attempt')}: {shown(reason, 200)}"
                for reason, count in reasons.most_common(3)
            ),
            remedy="Clean that card's contacts and look at its reader; if another line"
            " is better, write it first",
            line=line,
            share=0.1,
        )


def _missed(digest: Digest) -> dict[str, Counter[str]]:
    spans = merged((o.felt_from, o.end + AFTER_S) for o in digest.outages)
    found: dict[str, Counter[str]] = {}
    for at, what in digest.of(AttemptFailed):
        if not any(begin <= at <= end for begin, end in spans):
            found.setdefault(what.line, Counter())[what.reason] += 1
    return found
