"""Lines and questions without a server, for tests of single parts."""

from __future__ import annotations

from hearth.core.events import EcmAsked
from hearth.core.pause import GrowingPause
from hearth.core.routing.lines import Attempt, Ending, LineState
from hearth.core.routing.questions import Question
from hearth.core.settings import Line
from hearth.dvb import Card, ProviderId, ServiceId
from tests.core.home import (
    PARTNER,
    PROVIDER,
    SERVICE,
    SYSTEM,
    account,
    card,
    ecm,
)


def line(
    key: str = "card", rank: int = 0, *cards: Card, capacity: int = PARTNER
) -> LineState:
    """A line that is up, with one card of the home's own unless told otherwise."""
    state = LineState(Line(key, key), rank, GrowingPause(lambda: 0.0), capacity)
    state.cards = dict(enumerate(cards or (card(),), 101))
    return state


def question(
    section: int = 1,
    *,
    service: int = SERVICE,
    provider: int = PROVIDER,
    up_hops: int = 5,
    asked_at: float = 100.0,
    deadline: float = 105.0,
) -> Question:
    return Question(
        number=section,
        key=(SYSTEM, ecm(section).data),
        asked=EcmAsked(
            connection=1,
            number=section,
            ca_system_id=SYSTEM,
            provider_id=ProviderId(provider),
            share=1,
            service_id=ServiceId(service),
            section=ecm(section),
        ),
        account=account("tv", up_hops=up_hops),
        asked_at=asked_at,
        deadline=deadline,
    )


def attempt(
    asked: Question,
    where: LineState,
    ending: Ending = Ending.PENDING,
    *,
    number: int = 1,
    sent_at: float = 100.0,
    ended_at: float = 100.0,
) -> Attempt:
    """Put a question to a line."""
    share, its_card = next(iter(where.cards.items()), (101, card()))
    made = Attempt(number, where, asked, share, its_card, sent_at, sent_at)
    if ending is Ending.PENDING:
        where.under_way[number] = made
    else:
        made.end(ending, ended_at)
    asked.attempts.append(made)
    return made
