"""What is remembered: figures, charts, channels, the journal, notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hearth.observe.history.views import (
    Bucket,
    Channel,
    EcmFilter,
    Figures,
    LineSpan,
    Note,
    NoteKind,
    Viewing,
)
from hearth.observe.live.views import Ecm
from hearth.observe.periods import ServiceKey
from hearth.web.api.answers.ecms import is_meant
from hearth.web.api.answers.now import receiver_named
from hearth.web.api.answers.spans import filter_of, span_of
from hearth.web.api.endpoint import Call, not_found
from hearth.web.api.shapes.plain import readable, service_key

SAME_S: Final = 0.001  # the history has tenths of that
MAX_SPANS: Final = 2000  # of a line; one that goes up and down all day has more


class SpanFigures(NamedTuple):
    """The figures of a span of time."""

    begin: float
    end: float
    figures: Figures


class Chart(NamedTuple):
    """A span of time, step after step."""

    begin: float
    end: float
    buckets: list[Bucket]


class Channels(NamedTuple):
    """What was asked for in a span of time."""

    begin: float
    end: float
    channels: list[Channel]


class OneChannel(NamedTuple):
    """One channel's figures in a span of time."""

    begin: float
    end: float
    key: ServiceKey
    period_s: float | None
    figures: Figures


class LineAvailability(NamedTuple):
    """How much of a span of time a line was there."""

    begin: float
    end: float
    line: str
    share: float | None
    spans: tuple[LineSpan, ...]


class Journal(NamedTuple):
    """What was watched in a span of time."""

    begin: float
    end: float
    viewings: list[Viewing]


class Notes(NamedTuple):
    """What happened in a span of time."""

    begin: float
    end: float
    notes: list[Note]


class ReceiverAround(NamedTuple):
    """What happened to a receiver before a moment."""

    begin: float
    end: float
    receiver: str
    ecms: list[Ecm]
    notes: tuple[Note, ...]


async def figures(call: Call) -> SpanFigures:
    """Tell how many questions of a span ended how, and how long they took."""
    span, where = span_of(call), filter_of(call)
    found = await call.remembered.ask(lambda history: history.figures(where, *span))
    return SpanFigures(*span, found)


async def chart(call: Call) -> Chart:
    """Tell the same step by step."""
    span, where = span_of(call), filter_of(call)
    steps: int = call["buckets"]
    found = await call.remembered.ask(
        lambda history: history.chart(where, *span, steps)
    )
    return Chart(*span, found)


async def channels(call: Call) -> Channels:
    """Tell what was asked for in a span, the most asked first."""
    span = span_of(call)
    limit: int = call["limit"]
    found = await call.remembered.ask(lambda history: history.channels(*span))
    found = sorted(found, key=lambda channel: -channel.figures.asked)
    return Channels(*span, found[:limit])


async def channel(call: Call) -> OneChannel:
    """Tell of one channel; of one that nobody asked for, if it has a name."""
    span, key = span_of(call), service_key(call["key"])
    where = EcmFilter(service=key)
    found = await call.remembered.ask(lambda history: history.figures(where, *span))
    if not found.asked and call.home.channel_name(*key) is None:
        raise not_found(
            "Nobody asked for that channel, and no list names it.",
            where="path parameter key",
            remedy="Ask for /channels to see the keys there are, or for more time.",
        )
    period_s = await call.remembered.ask(lambda history: history.period(key))
    return OneChannel(*span, key, period_s, found)


async def availability(call: Call) -> LineAvailability:
    """Tell when a line was there, also one that is not configured any more."""
    span = span_of(call)
    line: str = call["line"]
    found = await call.remembered.ask(lambda history: history.availability(line, *span))
    names = (readable(known.name) for known in call.home.status().lines)
    if found.share is None and line not in names:
        raise not_found(
            "Nothing is known of a line of that name.",
            where="query parameter line",
            remedy="Ask for /lines to see the names there are, or for more time.",
        )
    return LineAvailability(*span, line, found.share, found.spans[-MAX_SPANS:])


async def journal(call: Call) -> Journal:
    """Tell what was watched in a span."""
    span = span_of(call)
    receiver: str | None = call["receiver"]
    limit: int = call["limit"]
    found = await call.remembered.ask(
        lambda history: history.journal(receiver, *span, limit)
    )
    return Journal(*span, found)


async def notes(call: Call) -> Notes:
    """Tell what happened in a span."""
    span = span_of(call)
    kinds = note_kinds(call["kind"])
    limit: int = call["limit"]
    found = await call.remembered.ask(
        lambda history: history.notes(*span, kinds, limit)
    )
    return Notes(*span, found)


async def around(call: Call) -> ReceiverAround:
    """Tell what happened to a receiver before a moment."""
    name = receiver_named(call.home, call["name"]).name
    at = call.home.unix_now() if call["at"] is None else call["at"]
    seconds: float = call["seconds"]
    begin = max(0.0, at - seconds)
    where = EcmFilter(receiver=name, begin=begin, end=at + SAME_S)
    fresh = [ecm for ecm in call.home.live.ecms() if is_meant(ecm, where)]
    if call.home.history is None:
        return ReceiverAround(begin, at, name, fresh, ())
    found = await call.remembered.ask(lambda history: history.around(name, at, seconds))
    return ReceiverAround(begin, at, name, joined(found.ecms, fresh), found.notes)


def joined(remembered: Iterable[Ecm], fresh: list[Ecm]) -> list[Ecm]:
    """
    Put together what is written down and what happened a moment ago.

    Args:
        remembered: The oldest first; half a minute may be missing at the end.
        fresh: The oldest first; from the first one on, none is missing.

    """
    if not fresh:
        return list(remembered)
    first = fresh[0].at - SAME_S
    return [*(ecm for ecm in remembered if ecm.at < first), *fresh]


def note_kinds(word: str | None) -> tuple[NoteKind, ...] | None:
    """Give the kinds of notes that a word means; None: all."""
    return None if word is None else (NoteKind[word.upper()],)
