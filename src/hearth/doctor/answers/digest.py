"""A record, counted: who asked what, how it ended, and what happened meanwhile."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Outcome
from hearth.doctor.answers.outages import BEFORE_S, Outage, outages_of
from hearth.doctor.facts import Record
from hearth.dvb import ServiceId
from hearth.observe.live.verdicts import DEFAULT_PERIOD_S, lead_of
from hearth.observe.live.views import is_good
from hearth.observe.periods import Periods, ServiceKey

# What a line's end does to questions shows up to so much after it.
AFTER_S: Final = 12.0  # log-in, cards, and the period in which a key was missing
FREEZES_S: Final = 1.5  # "freezes likely", for channels of 10 s; docs/ecm-time.md
SAME_S: Final = 0.05  # history keeps moments to 0.1 ms, and batches some

T = TypeVar("T")


class Question(NamedTuple):
    """A receiver's question that has ended; ``at`` is when."""

    at: float
    done: EcmDone

    @property
    def asked_at(self) -> float:
        """When the question came."""
        return self.at - self.done.total_s

    @property
    def service(self) -> ServiceKey:
        """The channel that it was for."""
        done = self.done
        return done.ca_system_id, done.provider_id, done.service_id

    @property
    def is_good(self) -> bool:
        """Whether the receiver got control words."""
        return is_good(self.done.outcome)

    @property
    def is_own(self) -> bool:
        """Whether its times are its own: nobody else had asked the same."""
        return self.done.outcome is Outcome.ANSWERED and not self.done.joined


@dataclass(frozen=True, slots=True)
class Times:
    """Percentiles of some times, in seconds; all 0.0 if there are none."""

    count: int
    p50_s: float
    p95_s: float
    p99_s: float
    worst_s: float

    @property
    def spread_s(self) -> float:
        """How far the slow ones are from the usual ones."""
        return self.p95_s - self.p50_s


def times_of(values: Iterable[float]) -> Times:
    """Give the percentiles (nearest rank) of some times."""
    ordered = sorted(values)
    count = len(ordered)
    if not count:
        return Times(0, 0.0, 0.0, 0.0, 0.0)

    def at(share: float) -> float:
        return ordered[min(count - 1, max(0, -int(-share * count // 1) - 1))]

    return Times(count, at(0.5), at(0.95), at(0.99), ordered[-1])


class Digest:
    """
    What a record says; everything is counted when it is asked for first.

    Args:
        record: What was seen.

    """

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question that ended, oldest first."""
        return tuple(
            Question(at, what) for at, what in self.record.seen if type(what) is EcmDone
        )

    @cached_property
    def outages(self) -> tuple[Outage, ...]:
        """Times in which a line was not there."""
        return outages_of(self.record.seen, self.record.end)

    @cached_property
    def restarts(self) -> tuple[float, ...]:
        """
        When Hearth was started while the record ran.

        A line that comes up although it had not gone down shows it as well.
        """
        known = [at for at in self.record.restarts if at > self.record.begin]
        up: set[str] = set()
        for at, what in self.record.seen:
            if isinstance(what, seen.LineDown):
                up.discard(what.line)
            elif isinstance(what, seen.LineUp):
                is_new = what.line in up and not _is_near(at, known, AFTER_S)
                if is_new:
                    known.append(at)
                    up.clear()
                up.add(what.line)
        return tuple(sorted(known))

    @cached_property
    def calm(self) -> tuple[Question, ...]:
        """The questions at which lines were as usual, and Hearth too."""
        spans = [self._span_of(outage) for outage in self.outages]
        spans += [(at - BEFORE_S, at + AFTER_S) for at in self.restarts]
        return tuple(outside(self.questions, merged(spans)))

    def _span_of(self, outage: Outage) -> tuple[float, float]:
        """Give the time in which an outage could be felt."""
        begin = outage.felt_from
        elsewhere = self.lines - {
            other.line
            for other in self.outages
            if other.begin < outage.end and outage.begin < other.end
        }
        # Another line was there: it takes over within the same question.
        return begin, (outage.begin if elsewhere else outage.end) + AFTER_S

    @cached_property
    def lines(self) -> frozenset[str]:
        """Every line of which anything was seen."""
        up = {what.line for _, what in self.of(seen.LineUp)}
        asked = {q.done.line for q in self.questions}
        return frozenset((up | asked | {o.line for o in self.outages}) - {""})

    @cached_property
    def disturbed(self) -> tuple[Question, ...]:
        """All the others."""
        calm = set(map(id, self.calm))
        return tuple(q for q in self.questions if id(q) not in calm)

    @cached_property
    def by_line(self) -> dict[str, tuple[Question, ...]]:
        """The calm ones by the line that answered, or was asked last."""
        found: dict[str, list[Question]] = defaultdict(list)
        for question in self.calm:
            if question.done.line:
                found[question.done.line].append(question)
        return {line: tuple(questions) for line, questions in found.items()}

    @cached_property
    def by_receiver(self) -> dict[str, tuple[Question, ...]]:
        """All questions by who asked."""
        found: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions:
            found[question.done.receiver].append(question)
        return {name: tuple(questions) for name, questions in found.items()}

    @cached_property
    def failed(self) -> tuple[Question, ...]:
        """Every question that got no control words."""
        return tuple(q for q in self.questions if not q.is_good)

    def of(self, kind: type[T]) -> list[tuple[float, T]]:
        """Give what was seen of one kind."""
        return [(at, w) for at, w in self.record.seen if isinstance(w, kind)]

    @cached_property
    def spoilt(self) -> frozenset[int]:
        """The ids of failed questions for which a line gave wrong control words."""
        bad = defaultdict(list)
        for at, words in self.of(seen.BadControlWords):
            bad[words.ca_system_id, words.service_id].append(at)
        return frozenset(
            id(question)
            for question in self.failed
            for at in bad[question.done.ca_system_id, question.done.service_id]
            if question.asked_at - SAME_S <= at <= question.at + SAME_S
        )

    @cached_property
    def retried(self) -> frozenset[int]:
        """The ids of questions of which an attempt failed before they ended."""
        missed: dict[object, list[float]] = defaultdict(list)
        for at, what in self.record.seen:
            if isinstance(what, seen.AttemptFailed | seen.BadControlWords):
                missed[what.service_id].append(at)
        found = []
        for question in self.questions:
            # The history does not keep for which channel it was.
            for service in (question.done.service_id, ServiceId(0)):
                moments = missed.get(service, [])
                number = bisect_left(moments, question.asked_at - SAME_S)
                if number < len(moments) and moments[number] <= question.at + SAME_S:
                    found.append(id(question))
        return frozenset(found)

    @cached_property
    def _learnt(self) -> dict[ServiceKey, float]:
        periods = Periods()
        failures: Counter[tuple[str, ServiceKey]] = Counter()
        for question in self.questions:
            name, outcome = question.done.receiver, question.done.outcome
            if outcome is Outcome.ANSWERED:
                # A gap with a failure in it is none; so it goes on as somebody else.
                whose = f"{name} {failures[name, question.service]}"
                periods.asked(whose, question.service, question.asked_at)
            elif outcome is not Outcome.REMEMBERED:  # the same section once more
                failures[name, question.service] += 1
        return periods.learnt()

    def period(self, service: ServiceKey) -> float | None:
        """Give a channel's crypto period, None if it is not known."""
        known = self.record.periods.get(service)
        return known if known is not None else self._learnt.get(service)

    def lead(self, service: ServiceKey) -> float:
        """Give how long an answer may take before the picture freezes."""
        known = self.record.leads.get(service)
        return known if known is not None else lead_of(self.period(service))

    def is_late(self, question: Question) -> bool:
        """Tell whether an answer came after it was needed, or not at all."""
        limit_s = min(FREEZES_S, self.lead(question.service))
        return not question.is_good or question.done.total_s > limit_s

    @cached_property
    def bad(self) -> tuple[Question, ...]:
        """Questions that froze a picture, as far as a server can tell."""
        return tuple(q for q in self.questions if self.is_late(q))

    @cached_property
    def usual_period_s(self) -> float:
        """The crypto period of most channels."""
        known = sorted(
            period
            for service in {q.service for q in self.questions}
            if (period := self.period(service)) is not None
        )
        return known[len(known) // 2] if known else DEFAULT_PERIOD_S

    def share_of_bad(self, some: Iterable[Question]) -> float:
        """Tell how much of all that froze a picture some questions are."""
        bad = set(map(id, self.bad))
        return sum(id(q) in bad for q in some) / len(bad) if bad else 0.0


def merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join spans that overlap; the result is in order."""
    result: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if result and begin <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((begin, end))
    return result


def outside(
    questions: Iterable[Question], spans: list[tuple[float, float]]
) -> Iterator[Question]:
    """Give the questions that no part of was within any of some merged spans."""
    ends = [end for _, end in spans]
    for question in questions:
        number = bisect_left(ends, question.asked_at)
        if number == len(spans) or spans[number][0] > question.at:
            yield question


def outside_spans(at: float, spans: list[tuple[float, float]]) -> bool:
    """Tell whether a moment is in none of some merged spans."""
    number = bisect_left(spans, at, key=lambda span: span[1])
    return number == len(spans) or at < spans[number][0]


def within(
    questions: Iterable[Question], spans: list[tuple[float, float]]
) -> Iterator[Question]:
    """Give the other ones."""
    questions = tuple(questions)
    calm = set(map(id, outside(questions, spans)))
    yield from (q for q in questions if id(q) not in calm)


def _is_near(at: float, moments: Iterable[float], seconds: float) -> bool:
    return any(abs(at - moment) <= seconds for moment in moments)
