"""What a log says altogether: per line and per receiver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from hearth.doctor.answers.digest import Times, times_of
from hearth.doctor.logs.change import Change, change_of
from hearth.doctor.logs.entry import GOOD, QUESTIONS, Entry, Kind

GAP_TIMES: Final = 5.0  # the usual distance between two questions
LEAST_GAP_S: Final = 60.0
MOST_GAP_S: Final = 1800.0  # longer, and nobody was watching
ENOUGH_FOR_GAPS: Final = 10
MOST_GAPS: Final = 20


class Gap(NamedTuple):
    """A time in which nothing was asked, though somebody was watching."""

    begin: float
    end: float


class Part(NamedTuple):
    """
    One line or one receiver.

    Attributes:
        name: Its name.
        asked: Questions.
        times: Of those that were answered by a card, not remembered.
        failed: How often each kind of failure came.
        events: How often everything else did.
        gaps: When nothing was asked.
        change: When the usual time changed.

    """

    name: str
    asked: int
    times: Times
    failed: Counter[Kind]
    events: Counter[Kind]
    gaps: tuple[Gap, ...]
    change: Change | None


class Summary(NamedTuple):
    """All of a log; moments are 0.0 where there is nothing."""

    begin: float
    end: float
    lines: tuple[Part, ...]
    receivers: tuple[Part, ...]


def summary_of(entries: Sequence[Entry]) -> Summary:
    """Count entries, oldest first."""
    moments = [entry.at for entry in entries]
    return Summary(
        min(moments, default=0.0),
        max(moments, default=0.0),
        _parts((entry.line, entry) for entry in entries),
        _parts((entry.receiver, entry) for entry in entries),
    )


def _parts(named: Iterable[tuple[str, Entry]]) -> tuple[Part, ...]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for name, entry in named:
        if name:
            found[name].append(entry)
    parts = [_part(name, entries) for name, entries in found.items()]
    return tuple(sorted(parts, key=lambda part: (-part.asked, part.name)))


def _part(name: str, entries: list[Entry]) -> Part:
    questions = [entry for entry in entries if entry.kind in QUESTIONS]
    timed = [
        (entry.at, entry.seconds)
        for entry in questions
        if entry.kind is Kind.ANSWERED and entry.seconds is not None
    ]
    return Part(
        name=name,
        asked=len(questions),
        times=times_of(seconds for _, seconds in timed),
        failed=Counter(e.kind for e in questions if e.kind not in GOOD),
        events=Counter(
            e.kind
            for e in entries
            if e.kind not in QUESTIONS and e.kind is not Kind.OTHER
        ),
        gaps=_gaps(questions),
        change=change_of(timed),
    )


def _gaps(questions: list[Entry]) -> tuple[Gap, ...]:
    distances = [after.at - before.at for before, after in pairwise(questions)]
    if len(distances) < ENOUGH_FOR_GAPS:
        return ()
    least_s = max(LEAST_GAP_S, GAP_TIMES * median(distances))
    found = [
        Gap(before.at, after.at)
        for before, after in pairwise(questions)
        if least_s <= after.at - before.at <= MOST_GAP_S
    ]
    return tuple(found[:MOST_GAPS])
