"""Questions that a line did not answer, or said no to: which, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from hearth.core.observations import Outcome
from hearth.doctor.answers.digest import Digest, Question
from hearth.observe.periods import ServiceKey

LEAST: Final = 3  # one or two in an evening are nobody's trouble
LEAST_SHARE: Final = 0.01  # of a line's questions
IN_ROW: Final = 3  # so many one after the other are no accident


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """
    One line's failures of one kind.

    Attributes:
        line: Which.
        questions: Those that failed so.
        asked: How many were asked of it altogether.
        in_row: How many failed so one after the other, at most.
        first: When the longest such row began.
        last: And when it ended.
        closed: Channels that failed so always, while others did not.
        receivers: Who had asked.

    """

    line: str
    questions: tuple[Question, ...]
    asked: int
    in_row: int
    first: float
    last: float
    closed: tuple[ServiceKey, ...]
    receivers: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of its questions."""
        return len(self.questions) / self.asked

    @property
    def is_scattered(self) -> bool:
        """Whether they come now and then, between good ones."""
        return self.in_row < IN_ROW

    @property
    def is_of_channels(self) -> bool:
        """Whether all of them are for channels that never work."""
        closed = set(self.closed)
        return bool(closed) and all(q.service in closed for q in self.questions)


def failures_of(digest: Digest, outcome: Outcome) -> Iterator[Failures]:
    """Give the lines that failed so more than now and then."""
    for line, questions in digest.by_line.items():
        failed = tuple(
            q
            for q in questions
            if q.done.outcome is outcome and id(q) not in digest.spoilt
        )
        if len(failed) >= LEAST and len(failed) >= LEAST_SHARE * len(questions):
            yield _failures(line, questions, failed, outcome)


def _failures(
    line: str,
    questions: Sequence[Question],
    failed: tuple[Question, ...],
    outcome: Outcome,
) -> Failures:
    longest = max(_rows(questions, outcome), key=len)
    return Failures(
        line=line,
        questions=failed,
        asked=len(questions),
        in_row=len(longest),
        first=longest[0].at,
        last=longest[-1].at,
        closed=_closed(questions, outcome),
        receivers=tuple(sorted({q.done.receiver for q in failed})),
    )


def _rows(questions: Sequence[Question], outcome: Outcome) -> Iterator[list[Question]]:
    """Give the failures that one receiver had one after the other with a channel."""
    viewings: dict[tuple[str, ServiceKey], list[Question]] = defaultdict(list)
    for question in questions:
        viewings[question.done.receiver, question.service].append(question)
    for viewing in viewings.values():
        for is_it, row in groupby(viewing, lambda q: q.done.outcome is outcome):
            if is_it:
                yield list(row)


def _closed(questions: Sequence[Question], outcome: Outcome) -> tuple[ServiceKey, ...]:
    """Give the channels that always failed so, if another one was well meanwhile."""
    ends: dict[ServiceKey, list[bool]] = defaultdict(list)
    for question in questions:
        ends[question.service].append(question.done.outcome is outcome)
    always = tuple(service for service, each in ends.items() if all(each))
    return always if len(always) < len(ends) else ()
