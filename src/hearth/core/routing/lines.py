"""What core knows of each upstream line: cards, questions under way, health."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from hearth.core.pause import GrowingPause
from hearth.core.routing.usual_time import UsualTime
from hearth.core.settings import Line
from hearth.dvb import Card

if TYPE_CHECKING:
    from hearth.core.routing.questions import Question

MAX_CARDS: Final = 256  # a line; a home's server announces a handful
STALLED_S: Final = 1.0  # at the least; then three times the usual time


class Ending(Enum):
    """How an attempt ended."""

    PENDING = "not yet"
    ANSWERED = "the line answered"
    REFUSED = "the line said no, or gave what cannot be right"
    TIMED_OUT = "the line did not answer in its time"
    LOST = "the line's connection ended"
    UNSENT = "another line had answered before its turn came"


@dataclass(slots=True, eq=False)
class Attempt:
    """
    One question put to one line.

    Attributes:
        number: Ours; the line's answer names it.
        card: Whose control words are asked for.
        share: The line's own number of that card.
        asked_at: When it was put in the line's queue.
        sent_at: When it left; 0 while it waits.
        ended_at: When it ended; 0 until then.

    """

    number: int
    line: LineState
    question: Question
    share: int
    card: Card
    asked_at: float
    sent_at: float = 0.0
    ended_at: float = 0.0
    ending: Ending = Ending.PENDING

    @property
    def is_pending(self) -> bool:
        """Whether the line still has to answer."""
        return self.ending is Ending.PENDING

    def end(self, ending: Ending, now: float) -> None:
        """Note how and when it ended."""
        self.ending = ending
        self.ended_at = now


@dataclass(slots=True, eq=False)
class LineState:
    """
    One line as it is now.

    Attributes:
        settings: What the configuration says of it.
        rank: Its place in the file, from 0.
        capacity: How many questions may be under way; 0: it is not connected.
        cards: By the line's own share ids.
        left_out: Cards that its filters leave out, for when they change.
        under_way: Sent attempts by number, oldest first.
        heard_at: When it last answered anything.

    """

    settings: Line
    rank: int
    failures: GrowingPause
    capacity: int = 0
    cards: dict[int, Card] = field(default_factory=dict)
    left_out: dict[int, Card] = field(default_factory=dict)
    under_way: dict[int, Attempt] = field(default_factory=dict)
    usual: UsualTime = field(default_factory=UsualTime)
    paused_until: float = 0.0
    heard_at: float = 0.0
    step: str = "not connected yet"
    reason: str = ""
    _queue: list[tuple[float, int, Attempt]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells this line from every other."""
        return self.settings.key

    @property
    def name(self) -> str:
        """What people call this line."""
        return self.settings.name

    @property
    def is_up(self) -> bool:
        """Whether the line is logged in."""
        return self.capacity > 0

    @property
    def is_free(self) -> bool:
        """Whether a question may be sent at once, before nobody else's."""
        return not self._queue and len(self.under_way) < self.capacity

    @property
    def has_room(self) -> bool:
        """Whether another question may be sent now."""
        return len(self.under_way) < self.capacity

    def enqueue(self, attempt: Attempt) -> None:
        """Let an attempt wait its turn: the earliest deadline first."""
        heapq.heappush(
            self._queue, (attempt.question.deadline, attempt.number, attempt)
        )

    def take_sendable(self) -> Attempt | None:
        """Remove and return the waiting attempt that is next, if there is room."""
        while self._queue and self.has_room:
            attempt = heapq.heappop(self._queue)[2]
            if attempt.is_pending:
                return attempt
        return None

    def take_under_way(self, number: int, now: float) -> Attempt | None:
        """Remove and return the attempt that it answers, if that is waited for."""
        self.heard_at = now
        return self.under_way.pop(number, None)

    def attempts(self) -> list[Attempt]:
        """All that this line has to answer: under way, then waiting."""
        waiting = [entry[2] for entry in self._queue if entry[2].is_pending]
        return [*self.under_way.values(), *waiting]

    def lose(self, now: float) -> list[Attempt]:
        """Forget what belonged to the connection; return the attempts it ends."""
        lost = [attempt for attempt in self.attempts() if attempt.is_pending]
        for attempt in lost:
            attempt.end(Ending.LOST, now)
        self.capacity = 0
        self.cards.clear()
        self.left_out.clear()
        self.under_way.clear()
        self._queue.clear()
        return lost

    @property
    def oldest(self) -> Attempt | None:
        """The attempt that has been under way for longest."""
        for attempt in self.under_way.values():
            return attempt
        return None

    def health(self, now: float, recv_timeout_s: float) -> int:
        """
        Rank the line's health: 0 well, 1 stalled, 2 paused after a failure.

        Stalled is a line that has been asked and has not answered anything for
        much longer than it usually takes: it may be dead without a sign.
        Whoever can be asked instead is.
        """
        if now < self.paused_until:
            return 2
        if not self.under_way:
            return 0
        oldest = self.oldest
        assert oldest is not None
        patience = max(STALLED_S, 3 * self.usual.within(recv_timeout_s))
        silent_since = max(oldest.sent_at, self.heard_at)
        return 1 if now - silent_since > patience else 0

    def fail(self, now: float) -> float:
        """
        Begin a pause that is longer than the last.

        Returns:
            Its length in seconds; 0 if one is on already: the questions of one
            bad moment count once.

        """
        if now < self.paused_until:
            return 0.0
        pause = self.failures.fail()
        self.paused_until = now + pause
        return pause

    def do_well(self, seconds: float) -> None:
        """Take the time of a good answer; a good answer ends every pause."""
        self.usual.add(seconds)
        self.failures.succeed()
        self.paused_until = 0.0


class Lines:
    """
    All lines, in the order of the file.

    Args:
        chance: Gives a number from 0 to 1, for the jitter of pauses.

    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._by_key: dict[str, LineState] = {}

    def __iter__(self) -> Iterator[LineState]:
        return iter(self._by_key.values())

    def get(self, key: str) -> LineState | None:
        """Find a line by its key."""
        return self._by_key.get(key)

    def configure(self, lines: tuple[Line, ...]) -> list[LineState]:
        """
        Take the lines of a new configuration; return those that are gone.

        A line that was there before keeps its state; only its settings and
        its place change.
        """
        before = self._by_key
        self._by_key = {}
        for rank, settings in enumerate(lines):
            state = before.pop(settings.key, None)
            if state is None:
                state = LineState(settings, rank, GrowingPause(self._chance))
            state.settings, state.rank = settings, rank
            self._by_key[settings.key] = state
        for state in before.values():
            state.capacity = 0  # nothing more goes there
        return list(before.values())
