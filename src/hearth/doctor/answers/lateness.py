"""
Why a line's answers are slow: the card, too many questions at once, a chain, the way.

Each has its own look. A card that is slow is so for everybody and always; one
that has too much to do is quick while it is asked one thing at a time; a chain
that others use too goes up and down over minutes; a network shows in what the
system measures of the connection; a card that hiccups is slow now and then,
without any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from hearth.core.observations import LineUp
from hearth.doctor.answers.digest import FREEZES_S, Digest, Question, Times, times_of
from hearth.observe.live.verdicts import FREEZES_FROM, WEAK_FROM, lead_of

# The limits that are in circulation, for channels of 10 s; docs/ecm-time.md.
NORMAL_S: Final = 0.5
ARTEFACTS_S: Final = 0.8
BLACK_S: Final = 3.0
# A real card's slowest take 490 ms (docs/ecm-time.md): what is more, and much
# more than usual, is no card's own way.
HICCUPS_S: Final = 0.55
HICCUPS_TIMES: Final = 2.5

ENOUGH: Final = 12  # answers of a line: two minutes of one receiver
STEP_S: Final = 30.0  # in which a chain's swing hardly moves
ENOUGH_IN_STEP: Final = 3
SWINGS: Final = 3  # times through the middle: a change goes through it once
MOVES_S: Final = 0.3  # observe.live.verdicts.SWINGS_OVER_S: more than a card's own
IN_COMPANY: Final = 0.6  # of the slow ones, if company is what makes them slow
SLOW_ALONE: Final = 0.2  # of those without company: more, and the card itself is slow
SLOWER_TOGETHER: Final = 1.5  # times: the second of two waits for the first
MOST_EACH: Final = 1.5  # times a question's own time: who waits longer waits for more
BY_THE_WAY: Final = 0.5  # of an answer's time is network, if that is to blame
# A home's own network takes under 5 ms, one over a VPN 80 (docs/ecm-time.md).
SLOW_WAY_S: Final = 0.08
JITTER_S: Final = 0.02  # docs/ecm-time.md


class Why(Enum):
    """What makes a line slow."""

    CARD = "the card is slow"
    OVERLOADED = "it is asked too much at once"
    CHAIN = "it swings, as a chain does"
    WAY = "the network to it is slow"
    QUEUE = "questions wait for the line to be free"
    HICCUPS = "it is slow now and then"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """
    One line that is slow.

    Attributes:
        line: Which.
        why: What makes it so.
        times: Of its answers, network and card.
        is_freezing: Whether pictures freeze of it; else it may soon.
        alone: Times of questions that were asked with no other under way.
        together: And of those that were not.
        most_together: How many were under way at most.
        low_s: Of a swing, or before a change: the usual time in good minutes.
        high_s: And in bad ones.
        way_s: What the network takes there and back; 0.0 if not known.
        jitter_s: How much that varies.
        queue_s: The usual wait for the line to be free.
        hop: How far away the card is.
        share: How much of all that froze a picture this is.
        slow_from: When the slow time began; None if it was so all along.

    """

    line: str
    why: Why
    times: Times
    is_freezing: bool
    alone: Times
    together: Times
    most_together: int = 0
    low_s: float = 0.0
    high_s: float = 0.0
    way_s: float = 0.0
    jitter_s: float = 0.0
    queue_s: float = 0.0
    hop: int = 0
    share: float = 1.0
    slow_from: float | None = None


def lateness_of(digest: Digest) -> tuple[Lateness, ...]:
    """Give the lines that are slow, each with its reason."""
    found = (_of_line(digest, line) for line in digest.by_line)
    return tuple(it for it in found if it is not None)


def slow_from_s(period_s: float) -> float:
    """Give the time from which on somebody may notice an answer."""
    return min(ARTEFACTS_S, WEAK_FROM * lead_of(period_s))


def is_freezing(times: Times, period_s: float) -> bool:
    """Tell whether answers take so long that pictures freeze."""
    limit_s = min(FREEZES_S, FREEZES_FROM * lead_of(period_s))
    return times.p95_s >= limit_s or times.p50_s >= ARTEFACTS_S


def _of_line(digest: Digest, line: str) -> Lateness | None:
    # One that was asked twice waited for the first answer: no queue, and not slow.
    own = [q for q in digest.by_line[line] if q.is_own and id(q) not in digest.retried]
    if len(own) < ENOUGH:
        return None
    signs = _Signs.of(digest, line, own)
    if not signs.are_noticed:
        return None
    return Lateness(
        line=line,
        why=signs.why(),
        times=signs.times,
        is_freezing=is_freezing(signs.total, digest.usual_period_s),
        alone=signs.alone,
        together=signs.together,
        most_together=signs.most_together,
        low_s=signs.swing.low_s,
        high_s=signs.swing.high_s,
        way_s=signs.way.p50_s,
        jitter_s=signs.way.spread_s,
        queue_s=signs.queue.p95_s,
        hop=max(q.done.hop for q in own),
        share=digest.share_of_bad(digest.by_line[line]),
        slow_from=signs.swing.changed_at,
    )


def _waited_s(question: Question, *, is_first: bool) -> float:
    """
    Give what a question took at a line.

    The wait for a line that is asked second is the patience with the first.
    """
    done = question.done
    return done.queue_s + done.line_s if is_first else done.line_s


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """What tells the reasons apart."""

    total: Times
    times: Times
    alone: Times
    together: Times
    most_together: int
    with_others: float  # the share of the slow ones that had company
    slow_alone: float  # the share of those alone that were slow all the same
    swing: Swing
    way: Times
    queue: Times
    slow_s: float

    @classmethod
    def of(cls, digest: Digest, line: str, own: Sequence[Question]) -> _Signs:
        """Look for them among a line's answers."""
        is_first = line == max(digest.by_line, key=lambda it: len(digest.by_line[it]))
        waited = [_waited_s(q, is_first=is_first) for q in own]
        company = _company(own)
        slow_s = slow_from_s(digest.usual_period_s)
        pairs = list(zip(own, company, strict=True))
        slow = [k for s, k in zip(waited, company, strict=True) if s >= slow_s]
        return cls(
            total=times_of(waited),
            times=times_of(q.done.line_s for q in own),
            alone=times_of(q.done.line_s for q, k in pairs if not k),
            together=times_of(q.done.line_s for q, k in pairs if k),
            most_together=max(company) + 1,
            with_others=sum(k > 0 for k in slow) / max(1, len(slow)),
            slow_alone=_slow_alone(
                [s for s, k in zip(waited, company, strict=True) if not k], slow_s
            ),
            swing=Swing.of(own),
            way=_way(digest, line),
            queue=times_of(q.done.queue_s if is_first else 0.0 for q in own),
            slow_s=slow_s,
        )

    @property
    def are_noticed(self) -> bool:
        """Whether anybody could notice it."""
        if max(self.total.p50_s, self.total.p95_s) >= self.slow_s:
            return True
        hiccups_s = max(HICCUPS_S, HICCUPS_TIMES * self.times.p50_s)
        return self.why() is Why.HICCUPS and self.times.p95_s >= hiccups_s

    def why(self) -> Why:
        """Choose; what is measured most directly comes first."""
        if self.queue.p95_s > self.times.p95_s:
            return Why.QUEUE
        if self.is_way:
            return Why.WAY
        if self.swing.is_swing:
            return Why.CHAIN
        if self.is_overloaded:
            return Why.OVERLOADED
        if self.times.p50_s >= self.slow_s or self.swing.is_change:
            return Why.CARD
        return Why.HICCUPS

    @property
    def is_way(self) -> bool:
        """Whether the network alone takes most of the time."""
        way = self.way
        return way.p50_s >= SLOW_WAY_S and way.p50_s >= BY_THE_WAY * self.times.p50_s

    @property
    def is_overloaded(self) -> bool:
        """Whether questions are slow that others are under way with."""
        enough = self.together.count >= ENOUGH and self.alone.count >= ENOUGH // 2
        return (
            enough
            and self.with_others >= IN_COMPANY
            and self.alone.p50_s < self.slow_s
            and self.slow_alone < SLOW_ALONE
            and self.together.p95_s >= SLOWER_TOGETHER * self.alone.p50_s
            and self.together.p95_s
            <= MOST_EACH * self.most_together * max(self.alone.p50_s, self.alone.p95_s)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """
    How the usual time moves over minutes.

    Attributes:
        low_s: In good minutes.
        high_s: In bad ones.
        crossings: How often it went through the middle.
        steady: How much of all difference is between minutes, 0 to 1: little
            where single answers are what differs.
        changed_at: When it changed for good, if it did so once.

    """

    low_s: float = 0.0
    high_s: float = 0.0
    crossings: int = 0
    steady: float = 0.0
    changed_at: float | None = None

    @property
    def is_swing(self) -> bool:
        """Whether it goes up and down."""
        return self._moves and self.crossings >= SWINGS

    @property
    def is_change(self) -> bool:
        """Whether it became slow, or quick, once."""
        return self._moves and 0 < self.crossings < SWINGS

    @property
    def _moves(self) -> bool:
        moved_s = self.high_s - self.low_s
        return moved_s > max(MOVES_S, self.low_s) and self.steady >= 0.5

    @classmethod
    def of(cls, questions: Sequence[Question]) -> Swing:
        """Look at a line's answers, oldest first."""
        steps = _steps(questions)
        medians = [times_of(values).p50_s for _, values in steps]
        if len(medians) < 4:
            return cls()
        ordered = sorted(medians)
        low_s, high_s = ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]
        middle = (low_s + high_s) / 2
        above = [median > middle for median in medians]
        crossed = [
            at
            for (at, _), (a, b) in zip(steps[1:], pairwise(above), strict=True)
            if a ^ b
        ]
        return cls(
            low_s=low_s,
            high_s=high_s,
            crossings=len(crossed),
            steady=_between(steps),
            changed_at=crossed[0] if len(crossed) == 1 and above[-1] else None,
        )


_Steps = list[tuple[float, list[float]]]


def _steps(questions: Sequence[Question]) -> _Steps:
    found: dict[int, list[float]] = defaultdict(list)
    for question in questions:
        found[int(question.at // STEP_S)].append(question.done.line_s)
    return [
        (number * STEP_S, values)
        for number, values in sorted(found.items())
        if len(values) >= ENOUGH_IN_STEP
    ]


def _between(steps: _Steps) -> float:
    """Give the share of the variance that is between steps, not within them."""
    values = [value for _, inside in steps for value in inside]
    mean = sum(values) / len(values)
    whole = sum((value - mean) ** 2 for value in values)
    between = sum(
        len(inside) * (sum(inside) / len(inside) - mean) ** 2 for _, inside in steps
    )
    return between / whole if whole else 0.0


def _slow_alone(alone: Sequence[float], slow_s: float) -> float:
    """Give the share that was slow, and not just a little more than usual."""
    limit_s = max(slow_s, SLOWER_TOGETHER * times_of(alone).p50_s)
    return sum(s >= limit_s for s in alone) / max(1, len(alone))


def _company(questions: Sequence[Question]) -> list[int]:
    """Give for each question how many others of its line were before it, unanswered."""
    spans = [(q.asked_at + q.done.queue_s, q.at) for q in questions]
    order = sorted(range(len(spans)), key=lambda i: spans[i][0])
    found = [0] * len(spans)
    under_way: list[int] = []
    for i in order:
        under_way = [j for j in under_way if spans[j][1] > spans[i][0]]
        found[i] = len(under_way)
        under_way.append(i)
    return found


def _way(digest: Digest, line: str) -> Times:
    """Give what the network to a line's server takes, as far as it was measured."""
    trips = [trip.usual_s for trip in digest.record.line_trips.get(line, ())]
    connects = [up.connect_s for _, up in digest.of(LineUp) if up.line == line]
    return times_of(trips or [seconds for seconds in connects if seconds > 0])
