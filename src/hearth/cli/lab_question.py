"""
Questions for the laboratory's made-up card, the only ones that can be made.

Hearth keeps no ECMs, so for a real card there is nothing to ask with.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Final

from hearth.dvb import Card

if TYPE_CHECKING:
    from hearth.doctor.ladder.talking import Probe
    from hearth.doctor.measure.run import Question

PERIODS: Final = 1 << 31  # among which the first one is chosen: half of all there are


def lab_questions(cards: Iterable[Card]) -> Iterator[Question] | None:
    """
    Give questions for the laboratory's card, no two of them the same.

    A server that keeps answers would else give the first one again, at once.

    Returns:
        None if none of the cards is one, or the laboratory cannot run here.

    """
    try:
        from hearth.lab.card_system import CA_SYSTEM_ID
    except ImportError:  # the package `cryptography` is not installed
        return None
    if all(card.ca_system_id != CA_SYSTEM_ID for card in cards):
        return None
    return _questions(secrets.randbelow(PERIODS))


def lab_probe(cards: Iterable[Card]) -> Probe | None:
    """Give one question for the laboratory's card; None as `lab_questions`."""
    questions = lab_questions(cards)
    return next(questions).probe if questions is not None else None


def _questions(first: int) -> Iterator[Question]:
    from hearth.doctor.ladder.talking import Probe
    from hearth.doctor.measure.run import Question
    from hearth.lab.card_system import (
        CA_SYSTEM_ID,
        PROVIDER_ID,
        SERVICE_ID,
        control_words_of,
        make_ecm,
    )

    for period in count(first):
        section = make_ecm(period)
        probe = Probe(CA_SYSTEM_ID, PROVIDER_ID, SERVICE_ID, section)
        yield Question(probe, control_words_of(period))
