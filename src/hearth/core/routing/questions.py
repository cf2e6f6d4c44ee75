"""A question: one section, whoever waits for it, and the lines that were asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from hearth.core.events import EcmAsked
from hearth.core.observations import Outcome
from hearth.core.routing.answers import SectionKey
from hearth.core.routing.lines import Attempt, Ending, LineState
from hearth.core.settings import Account
from hearth.dvb import Caid, ProviderId, ServiceId

Service = tuple[Caid, ProviderId, ServiceId]


class Waiter(NamedTuple):
    """A receiver that waits for the answer to its question of this number."""

    connection: int
    number: int
    receiver: str
    asked_at: float
    service_id: ServiceId
    joined: bool


@dataclass(slots=True, eq=False)
class Question:
    """
    One section under way.

    Attributes:
        number: Ours.
        asked: As the first of them asked it.
        account: Of whoever asked first: which cards may be used for it.
        deadline: When those who wait are told that there is no answer.
        waiters: Everybody who asked for this very section.
        attempts: Every line that was asked, in order, over or not.
        next_line_at: When another line is asked although one is under way.

    """

    number: int
    key: SectionKey
    asked: EcmAsked
    account: Account
    asked_at: float
    deadline: float
    waiters: list[Waiter] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    next_line_at: float = 0.0
    is_open: bool = True

    @property
    def service(self) -> Service:
        """What the section belongs to, for telling stale answers."""
        asked = self.asked
        return asked.ca_system_id, asked.provider_id, asked.service_id

    @property
    def is_under_way(self) -> bool:
        """Whether a line still has to answer."""
        return bool(self.attempts) and any(a.is_pending for a in self.attempts)

    @property
    def was_lost(self) -> bool:
        """Whether the line that was asked last was lost: it may be back soon."""
        return bool(self.attempts) and self.attempts[-1].ending is Ending.LOST

    @property
    def outcome(self) -> Outcome:
        """How it ends if it is given up now."""
        if not self.attempts:
            return Outcome.NO_CARD
        if all(attempt.ending is Ending.REFUSED for attempt in self.attempts):
            return Outcome.REFUSED
        return Outcome.TIMED_OUT

    def attempts_on(self, line: LineState) -> list[Attempt]:
        """Every time that a line was asked this, in order."""
        return [attempt for attempt in self.attempts if attempt.line is line]
