"""
What stands in braces: cards with hops, channels, times.

The same few items stand in many lines of a file, so each is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from hearth.config.model import (
    MINUTES_OF_DAY,
    CardLimit,
    DeniedService,
    LineFilter,
    TimeWindow,
)
from hearth.config.problems import Problems, Trouble
from hearth.config.statements import Token
from hearth.config.values import MAX_HOPS
from hearth.dvb import Caid, ProviderId, ServiceId

MAX_CAID: Final = 0xFFFF
MAX_PROVIDER: Final = 0xFFFFFF  # 24 bits wherever cards list it
MAX_SERVICE: Final = 0xFFFF

_KEPT: Final = 512  # different items; a file has a few dozen
_HEX: Final = r"(?:0[xX])?([0-9A-Fa-f]+)"
_CARD: Final = re.compile(rf"{_HEX}\s*:\s*{_HEX}\s*(?::\s*([0-9]{{1,9}}))?")
_SERVICE: Final = re.compile(rf"{_HEX}\s*:\s*{_HEX}\s*:\s*{_HEX}")
_TIMES: Final = re.compile(
    r"([0-9]{1,2})\s*:\s*([0-9]{2})\s*-\s*([0-9]{1,2})\s*:\s*([0-9]{2})"
)

_Value = TypeVar("_Value")


class _Refusal(NamedTuple):
    """Why an item cannot be used."""

    trouble: Trouble
    what: str = ""
    allowed: str = ""


def card_limits(items: tuple[Token, ...], problems: Problems) -> tuple[CardLimit, ...]:
    """Read ``{ caid:id(:downhops), ... }``; downhops left out are 0."""
    return _each(items, _card_limit, problems)


def line_filters(
    items: tuple[Token, ...], problems: Problems
) -> tuple[LineFilter, ...]:
    """Read ``{ caid:id(:uphops), ... }``; uphops left out are 0, as in an F: line."""
    return _each(items, _line_filter, problems)


def denied_services(
    items: tuple[Token, ...], problems: Problems
) -> tuple[DeniedService, ...]:
    """Read ``{ caid:id:sid, ... }``."""
    return _each(items, _denied_service, problems)


def time_windows(
    items: tuple[Token, ...], problems: Problems
) -> tuple[TimeWindow, ...]:
    """Read ``{ hh:mm-hh:mm, ... }``; one without a minute in it is noted."""
    for item in items:
        window = _time_window(item.text)
        if isinstance(window, TimeWindow) and window.begin == window.end:
            problems.add(Trouble.WINDOW_NEVER_OPENS, item.span)
    return _each(items, _time_window, problems)


def _each(
    items: tuple[Token, ...],
    read: Callable[[str], _Value | _Refusal],
    problems: Problems,
) -> tuple[_Value, ...]:
    found: list[_Value] = []
    for item in items:
        value = read(item.text)
        if isinstance(value, _Refusal):
            problems.add(
                value.trouble, item.span, what=value.what, allowed=value.allowed
            )
        else:
            found.append(value)
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def _card_limit(text: str) -> CardLimit | _Refusal:
    card = _card(text, "downhops")
    return card if isinstance(card, _Refusal) else CardLimit(*card)


@lru_cache(maxsize=_KEPT)
def _line_filter(text: str) -> LineFilter | _Refusal:
    card = _card(text, "uphops")
    return card if isinstance(card, _Refusal) else LineFilter(*card)


def _card(text: str, hops_name: str) -> tuple[Caid, ProviderId, int] | _Refusal:
    found = _CARD.fullmatch(text)
    if found is None:
        return _Refusal(Trouble.BAD_BRACE_ITEM, allowed=f"caid:id:{hops_name}")
    hops = int(found[3] or 0)
    if hops > MAX_HOPS:
        return _Refusal(Trouble.BAD_NUMBER, hops_name, f"0 to {MAX_HOPS}")
    # Base 16 is read in a time that grows with the digits, and a line is short.
    caid, provider = int(found[1], 16), int(found[2], 16)
    return _out_of_range(caid, provider) or (Caid(caid), ProviderId(provider), hops)


@lru_cache(maxsize=_KEPT)
def _denied_service(text: str) -> DeniedService | _Refusal:
    found = _SERVICE.fullmatch(text)
    if found is None:
        return _Refusal(Trouble.BAD_BRACE_ITEM, allowed="caid:id:sid")
    caid, provider, service = (int(digits, 16) for digits in found.groups())
    return _out_of_range(caid, provider, service) or DeniedService(
        Caid(caid), ProviderId(provider), ServiceId(service)
    )


def _out_of_range(caid: int, provider: int, service: int = 0) -> _Refusal | None:
    for what, value, high in (
        ("CAID", caid, MAX_CAID),
        ("provider id", provider, MAX_PROVIDER),
        ("service id", service, MAX_SERVICE),
    ):
        if value > high:
            return _Refusal(Trouble.HEX_OUT_OF_RANGE, what, f"0 to {high:X}")
    return None


@lru_cache(maxsize=_KEPT)
def _time_window(text: str) -> TimeWindow | _Refusal:
    found = _TIMES.fullmatch(text)
    if found is None:
        return _Refusal(Trouble.BAD_TIME_WINDOW)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    begin, end = 60 * hour + minute, 60 * end_hour + end_minute
    if max(minute, end_minute) >= 60 or begin >= MINUTES_OF_DAY or end > MINUTES_OF_DAY:
        return _Refusal(Trouble.BAD_TIME_WINDOW)
    return TimeWindow(begin, end)
