"""What is said of questions that a line left unanswered, or said no to."""

from __future__ import annotations

import pytest

from hearth.core.observations import Outcome
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.failure_words import (
    LEAST_SHARE,
    evidence_of,
    saved_verdict,
)
from hearth.doctor.answers.failures import Saved, failures_of
from hearth.doctor.verdict import Standing
from hearth.doctor.words import clock
from tests.doctor.made import LINE, done, evening, record


def test_who_asked_and_for_how_long_it_went_on() -> None:
    no = evening(begin=8, outcome=Outcome.TIMED_OUT)
    (found,) = failures_of(Digest(record(evening("kitchen"), no)), Outcome.TIMED_OUT)

    how_many, when = evidence_of(found, "had no answer")

    assert how_many == "120 questions of 240 (50 %) had no answer, asked by livingroom"
    assert when == (
        f"120 one after the other, from {clock(found.first)} to {clock(found.last)}"
    )


def test_of_single_ones_no_row_is_told() -> None:
    no = [(100.0 * n + 8, done(outcome=Outcome.REFUSED)) for n in range(1, 5)]
    (found,) = failures_of(Digest(record(evening(), no)), Outcome.REFUSED)

    assert len(list(evidence_of(found, "refused"))) == 1


# what froze meanwhile  its standing       its share
SAVED = [
    (0.0,               Standing.WARNING,  LEAST_SHARE),
    (0.1,               Standing.CAUSE,    LEAST_SHARE),
    (0.7,               Standing.CAUSE,    0.7),
]  # fmt: skip


@pytest.mark.parametrize(("froze", "standing", "share"), SAVED)
def test_what_another_line_saves_is_a_cause_if_pictures_froze(
    froze: float, standing: Standing, share: float
) -> None:
    saved = Saved(line=LINE, count=6, first=300.0, last=345.0, share=froze)

    said = saved_verdict(saved, title="t", how="refused", remedy="r", commands=["c"])

    assert (said.standing, said.share, said.line) == (standing, share, LINE)
    assert said.evidence == (
        f"6 questions refused, from {clock(300.0)} to {clock(345.0)}",
    )
    assert (said.title, said.remedy, said.commands) == ("t", "r", ("c",))
