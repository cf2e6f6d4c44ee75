"""Which line is asked next: the order of the file first, then health."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from hearth.core.routing.lines import Attempt, Ending, LineState
from hearth.core.routing.questions import Question
from hearth.dvb import Card, ServiceId

ASK_AGAIN_S: Final = 1.0  # after a refusal: a card that hiccups is back by then
MOST_ASKS: Final = 2  # of one line that refuses: more only loads the card
MOST_RECONNECTED_ASKS: Final = 4  # of one line that is lost and comes back


class Candidate(NamedTuple):
    """A line with the card that the question fits best there."""

    line: LineState
    share: int
    card: Card


def _best_card(line: LineState, question: Question) -> Candidate | None:
    """Pick the line's card for a question: said to serve the channel, then nearest."""
    asked, account = question.asked, question.account
    best: Candidate | None = None
    for share, card in line.cards.items():
        if (
            not card.serves(asked.ca_system_id, asked.provider_id)
            or asked.service_id in card.bad_services
            or not account.sees(card)
        ):
            continue
        if best is None or _is_better(card, best.card, asked.service_id):
            best = Candidate(line, share, card)
    return best


def _is_better(card: Card, than: Card, service_id: ServiceId) -> bool:
    return (service_id in than.good_services, -than.hops) < (
        service_id in card.good_services,
        -card.hops,
    )


def _earliest(attempts: list[Attempt], question: Question) -> float | None:
    """Tell from when on a line with these attempts may be asked; None: not again."""
    if not attempts:
        return question.asked_at
    last = attempts[-1]
    match last.ending:
        case Ending.REFUSED if len(attempts) < MOST_ASKS:
            return last.ended_at + ASK_AGAIN_S
        case Ending.LOST if len(attempts) < MOST_RECONNECTED_ASKS:
            return last.ended_at
        case _:
            return None


def choose(
    question: Question, lines: Iterable[LineState], now: float, recv_timeout_s: float
) -> Candidate | None:
    """
    Choose the line to ask next.

    Lines that were not asked yet come before those that refused; among them
    the healthy before the stalled before the paused; then the file's order. A
    paused line is the last resort, never out of the question: with one line
    alone, a question is the best way to find out that it is back.

    Returns:
        The line and its card, or None if nobody can be asked now.

    """
    best: tuple[tuple[bool, int, int], Candidate] | None = None
    for line in lines:
        if not line.capacity:  # it is down
            continue
        attempts = question.attempts and question.attempts_on(line)
        if attempts:
            earliest = _earliest(attempts, question)
            if earliest is None or earliest > now:
                continue
        candidate = _best_card(line, question)
        if candidate is None:
            continue
        order = (bool(attempts), line.health(now, recv_timeout_s), line.rank)
        if best is None or order < best[0]:
            best = order, candidate
    return best[1] if best else None


def next_chance(question: Question, lines: Iterable[LineState], now: float) -> float:
    """Tell when a line that refused may be asked again; infinity if none may."""
    chances = [
        earliest
        for line in lines
        if line.is_up
        and (earliest := _earliest(question.attempts_on(line), question)) is not None
        and earliest > now
        and _best_card(line, question) is not None
    ]
    return min(chances, default=math.inf)
