"""
What stands in braces: cards with hops, channels, times.

The same few items stand in many lines of a file, so each is read once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias, TypeVar

from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import BLANKS, Token
from hearth.config.meaning.model import (
    MINUTES_OF_DAY,
    CardLimit,
    DeniedService,
    LineFilter,
    TimeWindow,
)
from hearth.config.meaning.values import MAX_HOPS, decimal
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.household import MAX_HOPS as MAX_HOME_HOPS

MAX_CAID: Final = 0xFFFF
MAX_PROVIDER: Final = 0xFFFFFF  # 24 bits wherever cards list it
MAX_SERVICE: Final = 0xFFFF

LEAST_CAID: Final = 0x0100  # no CA system that scrambles television is below
LEAST_PROVIDER: Final = 0x10  # smaller ones, without a CA system, are rather hops
FAR: Final = MAX_HOME_HOPS + 1  # as the braces count: a card in the server is 1

MAX_WINDOWS: Final = 24  # of one account that are compared; a day has 24 hours
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212"  # web pages' hyphens
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_KEPT: Final = 512  # different items; a file has a few dozen

_Value = TypeVar("_Value", CardLimit, LineFilter, DeniedService, TimeWindow)
_Found: TypeAlias = list[tuple[Token, _Value]]


class _Refusal(NamedTuple):
    """Why an item cannot be used."""

    trouble: Trouble
    what: str = ""
    allowed: str = ""


def card_limits(items: tuple[Token, ...], problems: Problems) -> tuple[CardLimit, ...]:
    """Read ``{ caid:id(:downhops), ... }``; downhops left out are 0."""
    found = _each(items, _card_limit, problems)
    _note_hops_as_caid(found, problems)
    far = [token for token, limit in found if limit.down_hops > 1 and _is_card(limit)]
    for token in far[:1]:
        problems.add(Trouble.NO_RESHARE, token.span)
    limits = tuple(limit for _, limit in found)
    _note_hops_left_out(found, limits, "downhops", problems)
    return limits


def line_filters(
    items: tuple[Token, ...], problems: Problems
) -> tuple[LineFilter, ...]:
    """Read ``{ caid:id(:uphops), ... }``; uphops left out are 0, as in an F: line."""
    found = _each(items, _line_filter, problems)
    _note_hops_as_caid(found, problems)
    far = [token for token, taken in found if taken.up_hops > FAR and _is_card(taken)]
    for token in far[:1]:
        problems.add(Trouble.FAR_CARDS, token.span)
    filters = tuple(taken for _, taken in found)
    _note_hops_left_out(found, filters, "uphops", problems)
    return filters


def gives_nothing(limits: tuple[CardLimit, ...] | tuple[LineFilter, ...]) -> bool:
    """Tell whether limits or filters leave no card at all: ``{ 0:0:0 }``."""
    is_for_all = any(not limit.ca_system_id | limit.provider_id for limit in limits)
    return is_for_all and not any(_hops(limit) for limit in limits)


def _note_hops_left_out(
    found: _Found[CardLimit] | _Found[LineFilter],
    limits: tuple[CardLimit, ...] | tuple[LineFilter, ...],
    name: str,
    problems: Problems,
) -> None:
    """Note the first item without hops, which are 0; not if all is 0 anyway."""
    bare = [token for token, _ in found if token.text.count(":") == 1]
    if bare and not gives_nothing(limits):
        problems.add(Trouble.HOPS_LEFT_OUT, bare[0].span, what=name)


def _hops(limit: CardLimit | LineFilter) -> int:
    return limit.down_hops if isinstance(limit, CardLimit) else limit.up_hops


def _is_card(limit: CardLimit | LineFilter) -> bool:
    """Tell a card from hops that somebody took for the meaning of the braces."""
    if limit.ca_system_id:
        return limit.ca_system_id >= LEAST_CAID
    return not 0 < limit.provider_id < LEAST_PROVIDER


def _note_hops_as_caid(
    found: _Found[CardLimit] | _Found[LineFilter], problems: Problems
) -> None:
    for token, limit in found:
        if not _is_card(limit):
            read = f"CAID {limit.ca_system_id:04X}, provider {limit.provider_id:06X}"
            problems.add(Trouble.HOPS_READ_AS_CAID, token.span, what=read)


def denied_services(
    items: tuple[Token, ...], problems: Problems
) -> tuple[DeniedService, ...]:
    """Read ``{ caid:id:sid, ... }``."""
    return tuple(value for _, value in _each(items, _denied_service, problems))


def time_windows(
    items: tuple[Token, ...], problems: Problems
) -> tuple[TimeWindow, ...]:
    """Read ``{ hh:mm-hh:mm, ... }``; one without a minute in it is noted."""
    found = _each(items, _time_window, problems)
    for token, window in found:
        if window.begin == window.end:
            problems.add(Trouble.WINDOW_NEVER_OPENS, token.span)
    return tuple(window for _, window in found)


def looks_like_times(item: str) -> bool:
    """Tell an item of the third braces of an F: line."""
    return "-" in item and isinstance(_time_window(item), TimeWindow)


def looks_like_channel(item: str) -> bool:
    """Tell an item of the second braces of an F: line, by a sid that is no hops."""
    channel = _denied_service(item)
    return (
        isinstance(channel, DeniedService)
        and channel.ca_system_id >= LEAST_CAID
        and isinstance(_card_limit(item), _Refusal)
    )


def looks_like_card(item: str) -> bool:
    """Tell an item of the first braces of an F: line."""
    return isinstance(_card_limit(item), CardLimit)


def _each(
    items: tuple[Token, ...],
    read: Callable[[str], _Value | _Refusal],
    problems: Problems,
) -> _Found[_Value]:
    found: _Found[_Value] = []
    said: set[object] = set()
    for item in items:
        value = read(item.text)
        if isinstance(value, _Refusal):
            problems.add(
                value.trouble, item.span, what=value.what, allowed=value.allowed
            )
            continue
        if _is_said(value, found, said):
            problems.add(Trouble.ITEM_TWICE, item.span)
        found.append((item, value))
    return found


def _is_said(value: _Value, found: _Found[_Value], said: set[object]) -> bool:
    """Tell whether an item says again, or otherwise, what an earlier one said."""
    key: object = value
    if isinstance(value, CardLimit | LineFilter):
        key = value.ca_system_id, value.provider_id
    elif isinstance(value, TimeWindow):
        for _, earlier in found[:MAX_WINDOWS]:
            assert isinstance(earlier, TimeWindow)
            if earlier.begin <= value.begin < value.end <= earlier.end:
                return True
    if key in said:
        return True
    said.add(key)
    return False


@lru_cache(maxsize=_KEPT)
def _card_limit(text: str) -> CardLimit | _Refusal:
    card = _card(text, "downhops")
    return card if isinstance(card, _Refusal) else CardLimit(*card)


@lru_cache(maxsize=_KEPT)
def _line_filter(text: str) -> LineFilter | _Refusal:
    card = _card(text, "uphops")
    return card if isinstance(card, _Refusal) else LineFilter(*card)


def _card(text: str, hops_name: str) -> tuple[Caid, ProviderId, int] | _Refusal:
    pieces = [piece.strip(BLANKS) for piece in text.split(":")]
    numbers = [_hex(piece) for piece in pieces[:2]]
    hops = decimal(pieces[2]) if len(pieces) == 3 else 0
    if len(pieces) not in {2, 3} or None in numbers or hops is None:
        return _Refusal(Trouble.BAD_BRACE_ITEM, allowed=f"caid:id:{hops_name}")
    if hops > MAX_HOPS:
        return _Refusal(Trouble.BAD_NUMBER, hops_name, f"0 to {MAX_HOPS}")
    caid, provider = (number or 0 for number in numbers)
    return _out_of_range(caid, provider) or (Caid(caid), ProviderId(provider), hops)


@lru_cache(maxsize=_KEPT)
def _denied_service(text: str) -> DeniedService | _Refusal:
    numbers = [_hex(piece.strip(BLANKS)) for piece in text.split(":")]
    if len(numbers) != 3 or None in numbers:
        return _Refusal(Trouble.BAD_BRACE_ITEM, allowed="caid:id:sid")
    caid, provider, service = (number or 0 for number in numbers)
    return _out_of_range(caid, provider, service) or DeniedService(
        Caid(caid), ProviderId(provider), ServiceId(service)
    )


def _hex(text: str) -> int | None:
    """Read hexadecimal digits, with or without 0x; base 16 takes no time that grows."""
    digits = text[2:] if text[:2] in {"0x", "0X"} else text
    return int(digits, 16) if digits and _HEX.issuperset(digits) else None


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
    for dash in DASHES:
        if dash in text and isinstance(_window(text.replace(dash, "-")), TimeWindow):
            return _Refusal(Trouble.BAD_TIME_WINDOW, str(text.index(dash)))
    return _window(text) or _Refusal(Trouble.BAD_TIME_WINDOW)


def _window(text: str) -> TimeWindow | None:
    begin, _, end = text.partition("-")
    opens, closes = _minute(begin), _minute(end)
    if opens is None or closes is None or opens == MINUTES_OF_DAY:
        return None
    return TimeWindow(opens, closes)


def _minute(text: str) -> int | None:
    """Read ``hh:mm`` as a minute of the day; 24:00 is one."""
    hour, _, minute = (part.strip(BLANKS) for part in text.partition(":"))
    hours, minutes = decimal(hour), decimal(minute)
    if hours is None or minutes is None or len(hour) > 2 or len(minute) != 2:
        return None
    at = 60 * hours + minutes
    return at if minutes < 60 and at <= MINUTES_OF_DAY else None
