"""
Figures that can be added up: how many questions ended how, and how long they took.

They are kept for spans of three lengths. Whatever is asked for is the sum of
a few hundred of them, however long ago it was.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import add, itemgetter
from typing import Any, Final, NamedTuple

from hearth.observe.history import histogram
from hearth.observe.history.codes import ALL, ANSWERED, GOOD_BELOW, OUTCOMES, TICKS
from hearth.observe.history.views import Figures

MISSED: Final = len(OUTCOMES)  # after the outcomes, among the counts


class Level(NamedTuple):
    """A table of figures; ``width_s`` is the length of its spans."""

    table: str
    width_s: int


# Ten minutes as long as single questions are kept, the others for a year.
LEVELS: Final = (
    Level("ten_minutes", 600),
    Level("hourly", 3600),
    Level("daily", 86_400),  # of UTC: the home's own days would change with its clock
    Level("monthly", 2_592_000),  # 30 days, for what is asked of a year
)
FINEST: Final = LEVELS[0]
HOURLY: Final = LEVELS[1]  # all that is older than single questions has these
COARSEST: Final = LEVELS[-1]  # without the rows that have all three ids


class Scope(NamedTuple):
    """Whose figures: ids, or `codes.ALL` of them; the order is the tables' key."""

    line: int
    service: int
    receiver: int


class Tally:
    """
    What is counted.

    Attributes:
        counts: Of each outcome, then the attempts that a line failed.
        waited: How long receivers waited for good answers, as a histogram.
        waited_worst: The longest of them, in ticks.
        line_time: How long the line took, where it was asked.
        line_worst: The longest of them, in ticks.

    """

    __slots__ = ("counts", "line_time", "line_worst", "waited", "waited_worst")

    def __init__(self) -> None:
        self.counts = [0] * (MISSED + 1)
        self.waited = 0
        self.waited_worst = 0
        self.line_time = 0
        self.line_worst = 0

    def add_ecm(self, outcome: int, total: int, line_time: int, joined: int) -> None:
        """Count one question; times are in ticks."""
        self.counts[outcome] += 1
        if outcome < GOOD_BELOW:
            bucket = histogram.bucket_of(total)
            self.waited += 1 << (histogram.LANE * bucket)
            self.waited_worst = max(self.waited_worst, total)
        if outcome == ANSWERED and not joined:
            bucket = histogram.bucket_of(line_time)
            self.line_time += 1 << (histogram.LANE * bucket)
            self.line_worst = max(self.line_worst, line_time)

    @classmethod
    def of(cls, singles: Iterable[tuple[int, int, int, int]]) -> Tally:
        """Count many questions at once, each as `add_ecm` takes it."""
        ecms = list(singles)
        waited = [total for outcome, total, _, _ in ecms if outcome < GOOD_BELOW]
        of_line = [
            line_time
            for outcome, _, line_time, joined in ecms
            if outcome == ANSWERED and not joined
        ]
        tally = cls()
        for outcome, count in Counter(map(itemgetter(0), ecms)).items():
            tally.counts[outcome] = count
        tally.waited = histogram.lanes_of(waited)
        tally.waited_worst = max(waited, default=0)
        tally.line_time = histogram.lanes_of(of_line)
        tally.line_worst = max(of_line, default=0)
        return tally

    def add(self, other: Tally) -> None:
        """Add the counts of another one."""
        self.counts = list(map(add, self.counts, other.counts))
        self.waited += other.waited
        self.waited_worst = max(self.waited_worst, other.waited_worst)
        self.line_time += other.line_time
        self.line_worst = max(self.line_worst, other.line_worst)

    def add_row(self, row: Sequence[Any]) -> None:
        """Add a row's columns, from ``answered`` to ``line_worst``."""
        *counts, waited, waited_worst, line_time, line_worst = row
        self.counts = list(map(add, self.counts, counts))
        self.waited += histogram.unpack(waited)
        self.waited_worst = max(self.waited_worst, waited_worst)
        self.line_time += histogram.unpack(line_time)
        self.line_worst = max(self.line_worst, line_worst)

    def row(self) -> tuple[int | bytes, ...]:
        """Give a row's columns, as `add_row` takes them."""
        return (
            *self.counts,
            histogram.pack(self.waited),
            self.waited_worst,
            histogram.pack(self.line_time),
            self.line_worst,
        )

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return sum(self.counts[:MISSED])

    @property
    def failed(self) -> int:
        """How many of them got no control words."""
        return sum(self.counts[GOOD_BELOW:MISSED])

    def times_s(
        self, *, of_line: bool, shares: Sequence[float] = (0.5, 0.95, 0.99)
    ) -> list[float]:
        """Give percentiles, and behind them the longest, in seconds."""
        lanes = self.line_time if of_line else self.waited
        worst = self.line_worst if of_line else self.waited_worst
        ticks = [min(t, worst) for t in histogram.times_at(lanes, shares)]
        return [t / TICKS for t in (*ticks, worst)]

    def figures(self, *, of_line: bool) -> Figures:
        """Say it for the pages; ``of_line``: with the line's own times."""
        p50_s, p95_s, p99_s, worst_s = self.times_s(of_line=of_line)
        counted = zip(OUTCOMES, self.counts, strict=False)
        return Figures(
            asked=self.asked,
            answered=self.asked - self.failed,
            failed=self.failed,
            outcomes={outcome: n for outcome, n in counted if n},
            missed=self.counts[MISSED],
            p50_s=p50_s,
            p95_s=p95_s,
            p99_s=p99_s,
            worst_s=worst_s,
        )


Tallies = dict[tuple[int, Scope], Tally]  # by the start of the span and whose


def scopes_of(scope: Scope) -> tuple[Scope, ...]:
    """Give all whose figures a question of this line, service, receiver is in."""
    line, service, receiver = scope
    return (
        scope,
        Scope(ALL, ALL, ALL),
        Scope(line, ALL, ALL),
        Scope(ALL, service, ALL),
        Scope(ALL, ALL, receiver),
    )


def is_sum(scope: Scope) -> bool:
    """Tell whether a scope is of everything, or of one line, service or receiver."""
    return scope.count(ALL) >= len(scope) - 1


def spread_out(
    tallies: Tallies, missed: Iterable[tuple[int, int]]
) -> Iterator[tuple[Level, Tallies]]:
    """
    Work out which rows of each table change.

    Args:
        tallies: By the shortest spans, with line, service and receiver.
        missed: When and of which line attempts failed: unix seconds, its id.

    """
    sums: Tallies = {}
    for (start, scope), tally in tallies.items():
        for each in scopes_of(scope):
            sums.setdefault((start, each), Tally()).add(tally)
    for at, line in missed:
        key = at - at % FINEST.width_s, Scope(line, ALL, ALL)
        sums.setdefault(key, Tally()).counts[MISSED] += 1
    yield FINEST, sums
    for level in LEVELS[1:]:
        sums = _widened(sums, level)
        yield level, sums


def _widened(narrow: Tallies, level: Level) -> Tallies:
    """Add narrow spans up to those of a level."""
    sums: Tallies = {}
    for (start, scope), tally in narrow.items():
        if level is not COARSEST or is_sum(scope):
            key = start - start % level.width_s, scope
            sums.setdefault(key, Tally()).add(tally)
    return sums


_SELECT: Final = {
    level: f"SELECT answered, remembered, timed_out, refused, no_card, denied,"  # noqa: S608  # a table of ours
    f" out_of_hours, missed, waited, waited_worst, line_time, line_worst"
    f" FROM {level.table}"
    " WHERE start = ? AND line = ? AND service = ? AND receiver = ?"
    for level in LEVELS
}
_REPLACE: Final = {
    level: f"REPLACE INTO {level.table} VALUES"  # noqa: S608  # a table of ours
    f" ({', '.join('?' * 16)})"
    for level in LEVELS
}


def add_to_table(
    connection: sqlite3.Connection, level: Level, tallies: Tallies
) -> None:
    """Add figures to those that the file has."""
    for (start, scope), tally in sorted(tallies.items(), key=itemgetter(0)):
        total = Tally()  # the given one stays as it is: the next level is made of it
        total.add(tally)
        row = connection.execute(_SELECT[level], (start, *scope)).fetchone()
        if row is not None:
            total.add_row(row)
        connection.execute(_REPLACE[level], (start, *scope, *total.row()))
