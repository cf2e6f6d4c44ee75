"""What core has seen, as sentences for the log."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NamedTuple, assert_never

from hearth.core import observations as seen
from hearth.core.observations import Observation, Outcome
from hearth.dvb import Caid, Card, ProviderId, ServiceId, provider_ids

ChannelName = Callable[[Caid, ProviderId, ServiceId], str | None]


class Line(NamedTuple):
    """
    A line of the log.

    Attributes:
        level: The DEBUG LEVEL from which on it is written.
        text: The sentence.
        repeats: What makes another one the same: those are counted, not
            written, for a while. "" is never the same.
        is_warning: Whether somebody should look at it.

    """

    level: int
    text: str
    repeats: str = ""
    is_warning: bool = False


@lru_cache(maxsize=64)  # the names of a home
def shown(text: str) -> str:
    """Make a name that somebody else chose safe to print: one line, no controls."""
    return "".join(c if c.isprintable() else "?" for c in text[:64]) or "?"


def card_words(card: Card) -> str:
    """Name a card: its CA system and its providers."""
    providers = ",".join(str(p) for p in provider_ids(card))
    return f"{card.ca_system_id}:{providers}"


def ecm_done(event: seen.EcmDone, channel_name: ChannelName) -> Line:
    """Say how a receiver's question ended: the one line of every ECM."""
    ms = f"{1000 * event.total_s:.0f}ms"
    who = shown(event.receiver)
    match event.outcome:
        case Outcome.ANSWERED | Outcome.REMEMBERED:
            end = f"answered in {ms} by {event.line} (hop {event.hop}) for {who}"
        case Outcome.TIMED_OUT:
            end = f"No answer after {ms} from {event.line} for {who}"
        case Outcome.REFUSED:
            end = f"refused after {ms} by {event.line} for {who}"
        case Outcome.NO_CARD:
            end = f"no line has a card for it, asked by {who}"
        case Outcome.DENIED:
            end = f"not given to {who}: its account leaves this channel out"
        case Outcome.OUT_OF_HOURS:
            end = f"not given to {who}: outside the times of its account"
        case _:
            assert_never(event.outcome)
    text = f"{_ecm_of(event.ca_system_id, event.service_id)}{end}"
    notes = [
        channel_name(event.ca_system_id, event.provider_id, event.service_id),
        "remembered" if event.outcome is Outcome.REMEMBERED else None,
        "asked together" if event.joined else None,
    ]
    if any(notes):
        text += f" [{', '.join(filter(None, notes))}]"
    return Line(1, text, is_warning=event.outcome is Outcome.TIMED_OUT)


@lru_cache(maxsize=64)  # what a home watches in a day
def _ecm_of(ca_system_id: Caid, service_id: ServiceId) -> str:
    return f"ECM: CAID={ca_system_id} SID={service_id} - "


def _line_down(event: seen.LineDown) -> Line:
    return Line(
        0,
        f"line {event.line} is down, at {event.step}: {event.reason}",
        f"{event.line} {event.step} {event.reason}",
        is_warning=True,
    )


def _connection_refused(event: seen.ConnectionRefused) -> Line:
    who = f" ({shown(event.user)})" if event.user else ""
    return Line(
        1,
        f"not let in: {event.address}{who}: {event.reason}",
        f"{event.address} {event.user}",
        is_warning=True,
    )


def _logged_in(event: seen.ReceiverLoggedIn) -> Line:
    again = ", in place of its earlier connection" if event.replaced else ""
    text = f"{shown(event.receiver)} logged in from {event.address}{again}"
    return Line(1, text)


def _bad_control_words(event: seen.BadControlWords) -> Line:
    return Line(
        0,
        f"CAID={event.ca_system_id} SID={event.service_id}: control words from"
        f" {event.line} were not passed on: {event.fault.value}",
        f"{event.line} {event.service_id} {event.fault}",
        is_warning=True,
    )


def _attempt_failed(event: seen.AttemptFailed) -> Line:
    return Line(
        3,
        f"CAID={event.ca_system_id} SID={event.service_id}: {event.line} did not"
        f" answer: {event.reason}",
    )


def _card_not_taken(event: seen.CardNotTaken) -> Line:
    text = f"{event.line}: card {card_words(event.card)} is not used: {event.reason}"
    return Line(1, text, text)


_SENTENCES: Final[dict[type, Callable[[Any], Line]]] = {
    seen.LineDown: _line_down,
    seen.ConnectionRefused: _connection_refused,
    seen.ReceiverLoggedIn: _logged_in,
    seen.BadControlWords: _bad_control_words,
    seen.AttemptFailed: _attempt_failed,
    seen.CardNotTaken: _card_not_taken,
    seen.LineUp: lambda e: Line(1, f"line {e.line} is up"),
    seen.ReceiverRunning: lambda e: Line(
        1, f"{shown(e.receiver)} runs {shown(e.program)}"
    ),
    seen.ReceiverLeft: lambda e: Line(
        1, f"{shown(e.receiver)} at {e.address} is gone: {e.reason}"
    ),
    seen.CardLearnt: lambda e: Line(
        2,
        f"{e.line} has card {card_words(e.card)} (hop {e.card.hops + 1}),"
        f" our share {e.share}",
    ),
    seen.CardLeft: lambda e: Line(2, f"{e.line} has our share {e.share} no more"),
    seen.LineAsked: lambda e: Line(
        3,
        f"CAID={e.ca_system_id} SID={e.service_id}: {e.line} is asked as well,"
        f" as number {e.turn}",
    ),
    seen.LinePaused: lambda e: Line(
        3, f"{e.line} failed: others are asked first for {e.pause_s:.1f}s"
    ),
    seen.EmmPassed: lambda e: Line(
        2,
        f"EMM: CAID={e.ca_system_id} {e.size} bytes from {shown(e.receiver)}"
        f" passed on to {e.line}",
    ),
    seen.EmmKept: lambda e: Line(
        4,
        f"EMM: CAID={e.ca_system_id} from {shown(e.receiver)} not passed on:"
        f" {e.reason}",
    ),
}


def sentence(observation: Observation, channel_name: ChannelName) -> Line:
    """Say what was seen, as one line of the log."""
    if isinstance(observation, seen.EcmDone):
        return ecm_done(observation, channel_name)
    return _SENTENCES[type(observation)](observation)
