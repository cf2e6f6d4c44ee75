"""Questions that a line did not answer, or said no to: which, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from hearth.core.observations import AttemptFailed, EcmDone, Outcome
from hearth.doctor.answers.digest import (
    AFTER_S,
    Digest,
    Question,
    merged,
    outside_spans,
)
from hearth.doctor.answers.outages import BEFORE_S
from hearth.observe.periods import ServiceKey

LEAST: Final = 3  # one or two in an evening are nobody's trouble
LEAST_SHARE: Final = 0.01  # of a line's questions
AT_ONCE: Final = 4  # or so many in twenty minutes, of however long an evening
AT_ONCE_S: Final = 1200.0
IN_ROW: Final = 3  # so many one after the other are no accident
# A line that fails is asked less and less (`hearth.core.routing`), so what another
# line saves shows as few attempts; so many in a row, and none answered between.
SAVED_IN_ROW: Final = 5
_REASONS: Final = {  # `hearth.core.routing.router`
    Outcome.TIMED_OUT: "no answer",
    Outcome.REFUSED: "cannot answer",
}


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
        often = len(failed) >= LEAST_SHARE * len(questions) or _most_at_once(failed)
        if len(failed) >= LEAST and often:
            yield _failures(line, questions, failed, outcome)


def _most_at_once(failed: Sequence[Question]) -> bool:
    """Tell whether many of them fell into one stretch of an evening."""
    return any(
        last.at - first.at <= AT_ONCE_S
        for first, last in zip(failed, failed[AT_ONCE - 1 :], strict=False)
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """
    A line failed for a while, and another one answered instead.

    Attributes:
        line: Which failed.
        count: How many attempts in a row.
        first: When the first one failed.
        last: And the last one.
        share: How much of what froze a picture that explains: the other line
            was asked only when this one had failed.

    """

    line: str
    count: int
    first: float
    last: float
    share: float


def saved_of(digest: Digest, outcome: Outcome) -> Iterator[Saved]:
    """Give the lines that failed so many times in a row, while others answered."""
    for line, row in _longest_rows(digest, _REASONS[outcome]).items():
        if len(row) >= SAVED_IN_ROW:
            first, last = row[0], row[-1]
            meanwhile = [q for q in digest.calm if first - BEFORE_S <= q.at <= last + 1]
            if any(q.done.line == line and not q.is_good for q in meanwhile):
                continue  # who waited in vain is told of by `failures_of`
            yield Saved(
                line=line,
                count=len(row),
                first=first,
                last=last,
                share=digest.share_of_bad(meanwhile),
            )


def _longest_rows(digest: Digest, words: str) -> dict[str, list[float]]:
    """Give each line's longest row of attempts that failed so, none good between."""
    now: dict[str, list[float]] = defaultdict(list)
    longest: dict[str, list[float]] = {}
    for at, what in _calm_attempts(digest):
        line = what.line
        if isinstance(what, AttemptFailed):
            if words in what.reason:
                now[line].append(at)
                if len(now[line]) > len(longest.get(line, ())):
                    longest[line] = now[line]
        elif what.outcome is Outcome.ANSWERED:
            now[line] = []
    return longest


def _calm_attempts(digest: Digest) -> Iterator[tuple[float, AttemptFailed | EcmDone]]:
    spans = merged((o.felt_from, o.end + AFTER_S) for o in digest.outages)
    for at, what in digest.record.seen:
        if isinstance(what, AttemptFailed | EcmDone) and outside_spans(at, spans):
            yield at, what
