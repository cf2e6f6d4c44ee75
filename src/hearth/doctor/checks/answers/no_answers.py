"""D301, no-answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.core.observations import Outcome
from hearth.doctor.answers.failure_words import evidence_of, saved_verdict
from hearth.doctor.answers.failures import failures_of, saved_of
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict

RESENT_S: Final = 120.0  # as long as Linux waits before it sends again, TCP_RTO_MAX
_REMEDY: Final = (
    "Look at the reader on that machine: pull the card, put it in again, and start"
    " the card program anew; look at the reader's cable and power"
)
_COMMANDS: Final = ("systemctl restart oscam  # on the machine with the card",)


@check("D301", "no-answers")
def no_answers(case: Case) -> Iterator[Verdict]:
    """
    D301 no-answers: a line is there, and questions get no answer at all.

    ## What it looks at
    Questions that ran into RECV TIMEOUT while the line was logged in, without
    those at which the line was lost. And attempts that a line left without an
    answer until another line was asked instead.

    ## Thresholds
    3 questions and 1 in 100, or 4 within twenty minutes: one or two in an
    evening are nobody's trouble. For less than two minutes, on a line whose
    answers are late now and then anyway, it is that lateness: what a network
    loses again and again comes after up to two (TCP sends again after 0.2 s,
    0.4 s, 0.8 s ... 120 s). 5 attempts in a row where another line answered: a
    cause if keys came late meanwhile.

    ## What to do
    Look at the reader: a card that is in error takes questions and answers
    none. Pull the card, put it in again, start the card program anew.
    """
    if case.digest is None:
        return
    late = {it.line for it in case.lateness if it.why in (Why.HICCUPS, Why.WAY)}
    for failures in failures_of(case.digest, Outcome.TIMED_OUT):
        if failures.line in late and (
            failures.is_scattered or failures.last - failures.first < RESENT_S
        ):
            continue
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"no key at all: {failures.line} is connected and does not answer"
            if not failures.is_scattered
            else f"{failures.line} leaves a question without an answer now and then",
            evidence=tuple(evidence_of(failures, "had no answer")),
            remedy=_REMEDY,
            line=failures.line,
            share=case.digest.share_of_bad(failures.questions),
            commands=_COMMANDS,
        )
    for saved in saved_of(case.digest, Outcome.TIMED_OUT):
        yield saved_verdict(
            saved,
            title=f"{saved.line} is connected and does not answer; another line has to",
            how="one after the other without an answer",
            remedy=_REMEDY,
            commands=_COMMANDS,
        )
