"""
How a receiver's questions arrive: in time with the broadcast, or held up on the way.

A receiver asks when a new section is on air, once in a crypto period. So a
question that comes later than the rhythm says was held up on its way: what a
server can see of a receiver's Wi-Fi without being told.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import Final

from hearth.doctor.answers.digest import Digest, Question, Times, times_of
from hearth.net.sockets import RoundTrip
from hearth.observe.periods import ServiceKey

ENOUGH: Final = 12  # questions in rhythm: two minutes
RUN: Final = 16  # questions within which a rhythm does not drift
# A wired receiver keeps within this; its own scheduling and core's clock are in it.
# What is lost is sent again after 200 ms at the earliest (Linux, TCP_RTO_MIN).
HELD_UP_S: Final = 0.18
TOO_EARLY: Final = 0.25  # of a period: nobody asks before the section is on air
HELD_UP_SHARE: Final = 0.03  # of its questions; 1 in 30 is once in five minutes
# Of so many questions one after the other: trouble that lasts for a while only.
WHILE: Final = 120  # twenty minutes
HELD_UP_MEANWHILE: Final = 0.04
PARALLEL_PERIODS: Final = 4  # who asks for two channels in each of them records one
WORSE_THAN_OTHERS: Final = 3.0  # times
# docs/ecm-time.md: ping under 80/150 ms, jitter 20 ms; a home's own network has 5 ms.
SLOW_TRIP_S: Final = 0.15
UNEVEN_TRIP_S: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """
    How one receiver's questions came.

    Attributes:
        receiver: Whose.
        late: By how much they came later than the rhythm.
        held_up: The share that was held up, in its worst while.
        trips: Its round trips, smoothed, as the system measured them.
        jitter: How much these differ.
        link: ``wired``, ``wireless`` or "".

    """

    receiver: str
    late: Times
    held_up: float
    trips: Times
    jitter: Times
    link: str = ""

    @property
    def is_held_up(self) -> bool:
        """Whether its questions come late."""
        return self.late.count >= ENOUGH and self.held_up >= HELD_UP_SHARE

    @property
    def is_slow_way(self) -> bool:
        """Whether the system measured a poor network to it."""
        slow = self.trips.p95_s >= SLOW_TRIP_S or self.jitter.p95_s >= UNEVEN_TRIP_S
        return self.trips.count > 0 and slow


def arrivals_of(digest: Digest) -> dict[str, Arrivals]:
    """Look at every receiver that asked."""
    record = digest.record
    found = {}
    for name, questions in digest.by_receiver.items():
        late = [s for run in _runs(digest, questions) for s in _lateness(digest, run)]
        trips: Sequence[RoundTrip] = record.trips.get(name, ())
        found[name] = Arrivals(
            receiver=name,
            late=times_of(late),
            held_up=_held_up(late),
            trips=times_of(trip.usual_s for trip in trips),
            jitter=times_of(trip.jitter_s for trip in trips),
            link=record.links.get(name, ""),
        )
    return found


def _held_up(late: Sequence[float]) -> float:
    """Give the share that was held up: of all, or of a while if that was worse."""
    held = [0, *accumulate(s >= HELD_UP_S for s in late)]
    count = len(late)
    if not count:
        return 0.0
    most = max(
        (held[end] - held[end - WHILE] for end in range(WHILE, count + 1)), default=0
    )
    meanwhile = most / WHILE
    return max(held[-1] / count, meanwhile if meanwhile >= HELD_UP_MEANWHILE else 0.0)


def worse_than_others(one: Arrivals, all_of_them: Iterable[Arrivals]) -> bool:
    """Tell whether a receiver alone has it: what all have is not its own network."""
    others = [it for it in all_of_them if it is not one and it.late.count >= ENOUGH]
    if not others:
        return True
    usual = median(it.held_up for it in others)
    return one.held_up >= WORSE_THAN_OTHERS * usual


def _runs(digest: Digest, questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Cut into pieces in which one channel was watched without a break."""
    runs: dict[ServiceKey, list[Question]] = defaultdict(list)
    visits, asks_again = _Visits(), _AsksAgain()
    for question in sorted(questions, key=lambda q: q.asked_at):
        period_s = digest.period(question.service)
        came_back = visits.is_new(question, period_s or digest.usual_period_s)
        if period_s is None or asks_again.is_so(question):
            continue
        run = runs[question.service]
        if run and (came_back or question.asked_at - run[-1].asked_at > 4 * period_s):
            yield from _pieces(run[1:])
            run.clear()
        run.append(question)
    for run in runs.values():
        yield from _pieces(run[1:])  # the first one after a zap comes when it may


class _AsksAgain:
    """Tells what a receiver asks once more because it got no key: out of rhythm."""

    def __init__(self) -> None:
        self._failed: set[ServiceKey] = set()

    def is_so(self, question: Question) -> bool:
        """Take a question; tell whether the one before it for its channel failed."""
        again = question.service in self._failed
        if question.is_good:
            self._failed.discard(question.service)
        else:
            self._failed.add(question.service)
        return again


class _Visits:
    """Which channels a receiver was on, to tell zapping from recording."""

    def __init__(self) -> None:
        self._last: dict[ServiceKey, deque[float]] = {}
        self._before: ServiceKey | None = None

    def is_new(self, question: Question, period_s: float) -> bool:
        """Take a question; tell whether it came back from another channel for it."""
        service, before = question.service, self._before
        last = self._last.setdefault(service, deque(maxlen=PARALLEL_PERIODS))
        last.append(question.asked_at)
        self._before = service
        if before is None or before == service:
            return False
        since = question.asked_at - (PARALLEL_PERIODS + 0.5) * period_s
        return not all(
            len(it) == PARALLEL_PERIODS and it[0] >= since
            for it in (last, self._last[before])
        )


def _pieces(run: list[Question]) -> Iterator[list[Question]]:
    for begin in range(0, len(run), RUN):
        piece = run[begin : begin + RUN]
        if len(piece) >= RUN // 2:
            yield piece


def _lateness(digest: Digest, run: list[Question]) -> list[float]:
    """Tell by how much each question came after the rhythm of its run."""
    period_s = digest.period(run[0].service)
    assert period_s is not None
    moments = [question.asked_at for question in run]
    numbers = _numbers(moments, period_s)
    period_s = _refined(moments, numbers, period_s)
    off = [at - n * period_s for at, n in zip(moments, numbers, strict=True)]
    usual = median(off)
    return [_late_s(each - usual, period_s) for each in off]


def _numbers(moments: list[float], period_s: float) -> list[int]:
    """Number the periods that questions fell into."""
    gaps = [round((b - a) / period_s) for a, b in pairwise(moments)]
    return [0, *accumulate(gaps)]


def _refined(moments: list[float], numbers: list[int], period_s: float) -> float:
    """Measure the period over half of a run: what is a little off would drift."""
    half = len(moments) // 2
    slopes = [
        (moments[i + half] - moments[i]) / (numbers[i + half] - numbers[i])
        for i in range(len(moments) - half)
        if numbers[i + half] > numbers[i]
    ]
    return median(slopes) if slopes else period_s


def _late_s(off_s: float, period_s: float) -> float:
    """Give lateness; who is much too early is late for the period before."""
    if off_s < -TOO_EARLY * period_s:
        return off_s + period_s
    return max(0.0, off_s)
