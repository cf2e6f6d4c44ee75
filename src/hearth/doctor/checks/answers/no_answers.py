"""D301, no-answers."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.core.observations import Outcome
from hearth.doctor.answers.failures import Failures, failures_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, listed, number, percent


@check("D301", "no-answers")
def no_answers(case: Case) -> Iterator[Verdict]:
    """
    D301 no-answers: a line is there, and questions get no answer at all.

    ## What it looks at
    Questions that ran into RECV TIMEOUT while the line was logged in, without
    those at which the line was lost.

    ## Thresholds
    3 questions and 1 in 100: one or two in an evening are nobody's trouble.

    ## What to do
    Look at the reader: a card that is in error takes questions and answers
    none. Pull the card, put it in again, start the card program anew.
    """
    if case.digest is None:
        return
    for failures in failures_of(case.digest, Outcome.TIMED_OUT):
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"no key at all: {failures.line} is connected and does not answer"
            if not failures.is_scattered
            else f"{failures.line} leaves a question without an answer now and then",
            evidence=tuple(_evidence(failures)),
            remedy="Look at the reader on that machine: pull the card, put it in again,"
            " and start the card program anew; look at the reader's cable and power",
            line=failures.line,
            share=case.digest.share_of_bad(failures.questions),
            commands=("systemctl restart oscam  # on the machine with the card",),
        )


def _evidence(failures: Failures) -> Iterator[str]:
    yield (
        f"{number(len(failures.questions), 'question')} of {failures.asked}"
        f" ({percent(failures.share)}) had no answer, asked by"
        f" {listed(failures.receivers)}"
    )
    if not failures.is_scattered:
        yield (
            f"{failures.in_row} one after the other, from {clock(failures.first)} to"
            f" {clock(failures.last)}"
        )
