"""
Who watches: what a receiver asks and when, and whether the answers are right.

No clock and no socket: the same viewer sits behind a real connection and in
simulated time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from hearth.dvb import ControlWords, Section, ServiceId
from hearth.errors import UsageError
from hearth.lab.broadcast import Broadcast
from hearth.lab.statistics import Statistics, Verdict

GIVE_UP_S: Final = 10.0  # seen: receivers give up on an ECM after 3 to 10 s

NEVER: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Stay:
    """
    How long a service is watched before the next one is.

    Attributes:
        is_on: False: nobody watches anything; the service is what comes back.

    """

    service_id: ServiceId
    seconds: float
    is_on: bool = True


def stay_forever(service_id: ServiceId) -> Iterator[Stay]:
    """Watch one service."""
    yield Stay(service_id, NEVER)


def zap(
    services: Sequence[ServiceId], every_s: float, chance: Random
) -> Iterator[Stay]:
    """
    Watch one service after the other, never the same twice in succession.

    Args:
        services: To choose from; the first one comes first. With one alone
            there is nothing to choose.
        every_s: The mean time at one; half as long to half as long again.
        chance: The dice: the same seed, the same evening.

    Raises:
        UsageError: No service, or no time.

    """
    if not services or every_s <= 0:
        raise UsageError(
            f"zapping {len(services)} services every {every_s} s",
            allowed="one or more, over 0 s",
        )
    if len(services) == 1:
        yield from stay_forever(services[0])
        return
    current = services[0]
    while True:
        yield Stay(current, chance.uniform(every_s / 2, every_s * 3 / 2))
        current = chance.choice([s for s in services if s != current])


@dataclass(frozen=True, slots=True)
class Question:
    """An ECM to be asked for; the number is the viewer's own."""

    number: int
    service_id: ServiceId
    period: int
    section: Section


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question ended, and how long after it was asked."""

    question: Question
    verdict: Verdict
    after_s: float


class Viewer:
    """
    One receiver's eyes and thumb.

    Asks when a crypto period begins, when the channel is changed, when a
    connection is there again and when a question was given up.

    Args:
        broadcast: What is on air.
        stays: Which services to watch; after the last one it stays there.
        give_up_s: After so long a question is asked anew.
        told: Called with each outcome.
        zapped: Called with each stay as it begins, the first one included,
            and with the moment.
        most_refusals: After so many in a row nothing is asked until the
            channel is changed, as Tvheadend does after 3; 0: never.

    Raises:
        UsageError: There is nothing to watch.

    """

    def __init__(
        self,
        broadcast: Broadcast,
        stays: Iterator[Stay],
        *,
        give_up_s: float = GIVE_UP_S,
        told: Callable[[Outcome], None] | None = None,
        zapped: Callable[[Stay, float], None] | None = None,
        most_refusals: int = 0,
    ) -> None:
        first = next(stays, None)
        if first is None:
            raise UsageError("a viewer without a service", allowed="one or more")
        self.broadcast = broadcast
        self.statistics = Statistics()
        self._stays = stays
        self._stay = first
        self._since: float | None = None
        self._give_up_s = give_up_s
        self._told = told
        self._zapped = zapped
        self._most_refusals = most_refusals
        self._refusals = 0
        self._asked: tuple[ServiceId, int] | None = None
        self._waiting: dict[int, tuple[Question, float]] = {}
        self._finished = False

    @property
    def service_id(self) -> ServiceId:
        """Which service is watched."""
        return self._stay.service_id

    @property
    def is_on(self) -> bool:
        """Whether anybody watches."""
        return self._stay.is_on

    @property
    def has_given_up(self) -> bool:
        """Whether nothing is asked any more before the channel is changed."""
        return 0 < self._most_refusals <= self._refusals

    @property
    def under_way(self) -> int:
        """How many questions wait for an answer."""
        return len(self._waiting)

    def take_question(self, now: float) -> Question | None:
        """
        Give the question that is to be asked now, which then counts as asked.

        Returns:
            None if there is none: wait until `wake_at`.

        """
        self._zap(now)
        service_id = self.service_id
        if self._finished or not self._stay.is_on or self.has_given_up:
            return None
        period = self.broadcast.ecm_period(service_id, now)
        if self._asked == (service_id, period):
            return None
        self._asked = service_id, period
        self.statistics.questions += 1
        section = self.broadcast.ecm(service_id, period)
        question = Question(self.statistics.questions, service_id, period, section)
        self._waiting[question.number] = question, now
        return question

    def give_up(self, now: float) -> list[int]:
        """Give up what is overdue; returns the numbers of those questions."""
        overdue = [
            number
            for number, (_, asked) in self._waiting.items()
            if now >= asked + self._give_up_s
        ]
        for number in overdue:
            self._end(number, Verdict.UNANSWERED, now)
        return overdue

    def wake_at(self, now: float) -> float:
        """Tell when there is something to do if nothing happens before."""
        due = NEVER
        for _, asked in self._waiting.values():  # the oldest first
            due = asked + self._give_up_s
            break
        if self._finished:
            return due
        self._zap(now)
        if self._stay.is_on:
            service_id = self.service_id
            period = self.broadcast.ecm_period(service_id, now)
            due = min(due, self.broadcast.ecm_begin(service_id, period + 1))
        return min(due, self._stay_ends(now))

    def answered(self, number: int, control_words: ControlWords, now: float) -> None:
        """Judge an answer; one to a question that was given up does not count."""
        waiting = self._waiting.get(number)
        if waiting is None:
            return
        question, _ = waiting
        right = self.broadcast.control_words(question.service_id, question.period)
        verdict = Verdict.RIGHT if control_words == right else Verdict.WRONG
        self._end(number, verdict, now)

    def refused(self, number: int, now: float) -> None:
        """Take note that a question has no answer; the next period has its own."""
        if number in self._waiting:
            self._end(number, Verdict.REFUSED, now)

    def disconnected(self, now: float) -> None:
        """Take note that what was asked is lost, and is to be asked anew."""
        for number in list(self._waiting):
            self._end(number, Verdict.UNANSWERED, now)
        self._asked = None

    def finish(self) -> None:
        """Ask nothing more; what is under way may still be answered."""
        self._finished = True

    def _end(self, number: int, verdict: Verdict, now: float) -> None:
        question, asked = self._waiting.pop(number)
        if verdict is Verdict.UNANSWERED:
            self._forget_asked(question)
        self._refusals = self._refusals + 1 if verdict is Verdict.REFUSED else 0
        self.statistics.count(verdict, now - asked)
        if self._told is not None:
            self._told(Outcome(question, verdict, now - asked))

    def _forget_asked(self, question: Question) -> None:
        if self._asked == (question.service_id, question.period):
            self._asked = None

    def _zap(self, now: float) -> None:
        while now >= self._stay_ends(now):
            stay = next(self._stays, None)
            if stay is None:
                self._stay = Stay(self.service_id, NEVER)
            else:
                self._since = self._stay_ends(now)
                self._stay = stay
                self._begin_stay()

    def _begin_stay(self) -> None:
        self._refusals = 0
        if not self._stay.is_on:
            self._asked = None
        if self._zapped is not None:
            assert self._since is not None
            self._zapped(self._stay, self._since)

    def _stay_ends(self, now: float) -> float:
        if self._since is None:
            self._since = now
            self._begin_stay()
        return self._since + self._stay.seconds
