"""Receivers that were told "cannot answer" until they asked no more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from hearth.core import observations as seen
from hearth.doctor.answers.digest import AFTER_S, Digest, Question

# docs/ecm-time.md: Tvheadend denies a service after 3 NOKs, minisatip after 2.
REFUSALS: Final = 2
QUIET_PERIODS: Final = 3.0  # without a question; one that is missed is no sign
LEAST_QUIET_S: Final = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GaveUp:
    """
    A receiver asks no more for a channel, and is still connected.

    Attributes:
        receiver: Which.
        at: When it was answered last.
        refusals: How many failures in a row that was.
        quiet_s: How long it has asked nothing since, or until it went on.

    """

    receiver: str
    at: float
    refusals: int
    quiet_s: float


def gave_up(digest: Digest) -> tuple[GaveUp, ...]:
    """Find who gave up, oldest first."""
    gone = _moments_of_leaving(digest)
    found = []
    for name, questions in digest.by_receiver.items():
        found += _of_receiver(digest, name, questions, gone[name])
    return tuple(sorted(found, key=lambda each: each.at))


def _of_receiver(
    digest: Digest, name: str, questions: tuple[Question, ...], gone: list[float]
) -> list[GaveUp]:
    found = []
    in_row = 0
    for number, question in enumerate(questions):
        in_row = 0 if question.is_good else in_row + 1
        following = questions[number + 1 : number + 2]
        until = following[0].asked_at if following else digest.record.end
        left = next((at for at in gone if at >= question.at), digest.record.end)
        quiet_s = min(until, left) - _back_at(digest, question)
        period_s = digest.period(question.service) or digest.usual_period_s
        if in_row >= REFUSALS and quiet_s > max(
            LEAST_QUIET_S, QUIET_PERIODS * period_s
        ):
            found.append(
                GaveUp(receiver=name, at=question.at, refusals=in_row, quiet_s=quiet_s)
            )
    return found


def _back_at(digest: Digest, question: Question) -> float:
    """Tell from when on it could have asked again: without a card nobody can."""
    over = [
        outage.end + AFTER_S
        for outage in digest.outages
        if outage.felt_from <= question.at <= outage.end + AFTER_S
    ]
    return max([question.at, *over])


def _moments_of_leaving(digest: Digest) -> dict[str, list[float]]:
    gone: dict[str, list[float]] = defaultdict(list)
    for at, left in digest.of(seen.ReceiverLeft):
        gone[left.receiver].append(at)
    for name in digest.by_receiver:
        gone[name] = sorted([*gone[name], *digest.restarts])
    return gone
