"""Spans of time and filters, as they are asked for."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final, NamedTuple

from hearth.observe.history.views import EcmFilter, EcmKind
from hearth.observe.periods import ServiceKey
from hearth.web.api.endpoint import Call
from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.plain import service_key

DAY_S: Final = 86400.0  # what is told if nobody says how much


class Span(NamedTuple):
    """From one moment up to another, in unix seconds."""

    begin: float
    end: float


def span_of(call: Call) -> Span:
    """
    Give the span that is asked for: the last day, unless something else is said.

    Raises:
        ProblemError: It ends before it begins.

    """
    end = call.home.unix_now() if call["end"] is None else call["end"]
    begin = max(0.0, end - DAY_S) if call["begin"] is None else call["begin"]
    if begin >= end:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST,
            f"The span begins at {begin:.0f} and ends at {end:.0f}.",
            where="query parameters begin and end",
            help="Give a begin that is before the end, which is now if not given.",
        )
    return Span(begin, end)


def service_of(call: Call) -> ServiceKey | None:
    """Give the channel that is asked for; None: all."""
    key: str | None = call["channel"]
    return None if key is None else service_key(key)


def filter_of(call: Call) -> EcmFilter:
    """Give the receiver, line and channel that are asked for."""
    return EcmFilter(
        receiver=call["receiver"] or "",
        line=call["line"] or "",
        service=service_of(call),
    )


def kind_of(call: Call) -> EcmKind:
    """Give the outcome that is asked for."""
    kind: EcmKind = call["outcome"]
    return kind
