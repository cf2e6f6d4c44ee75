"""What stands in braces, in plain words."""

from __future__ import annotations

from hearth.config.language.problems import Problems
from hearth.config.language.statements import Token
from hearth.config.meaning import items
from hearth.config.meaning.model import CardLimit, DeniedService, LineFilter, TimeWindow

UNREADABLE = "It cannot be read; see what is found below."


def card_item(text: str) -> str:
    """Explain ``caid:id:downhops``."""
    found = items.card_limits(_token(text), Problems())
    if not found:
        return UNREADABLE
    (limit,) = found
    card = _card(limit)
    if limit.down_hops == 0:
        return f"{card}: not given at all."
    more = "" if limit.down_hops == 1 else " (more than 1 is the same here)"
    return f"{card}: given, for this receiver alone{more}."


def filter_item(text: str) -> str:
    """Explain ``caid:id:uphops``."""
    found = items.line_filters(_token(text), Problems())
    if not found:
        return UNREADABLE
    (taken,) = found
    card = _card(taken)
    match taken.up_hops:
        case 0:
            return f"{card}: not taken."
        case 1:
            return f"{card}: taken if it is in that very server."
        case hops:
            return f"{card}: taken if it is at most {hops} hops away."


def channel_item(text: str) -> str:
    """Explain ``caid:id:sid``."""
    found = items.denied_services(_token(text), Problems())
    if not found:
        return UNREADABLE
    (denied,) = found
    return f"Channel {denied.service_id:04X} of {_lower(_card(denied))} is not given."


def time_item(text: str) -> str:
    """Explain ``hh:mm-hh:mm``."""
    found = items.time_windows(_token(text), Problems())
    if not found:
        return UNREADABLE
    (window,) = found
    return _window(window)


def _window(window: TimeWindow) -> str:
    begin, _, end = str(window).partition("-")
    if window.begin == window.end:
        return "Never: it closes at the minute at which it opens."
    night = " the next day" if window.begin > window.end else ""
    return f"There is a picture from {begin} to {end}{night}."


def _card(card: CardLimit | LineFilter | DeniedService) -> str:
    if not card.ca_system_id and not card.provider_id:
        return "All cards"
    if not card.provider_id:
        return f"Cards of CAID {card.ca_system_id:04X}"
    if not card.ca_system_id:
        return f"Cards of provider {card.provider_id:06X}, whatever CAID"
    return f"The card CAID {card.ca_system_id:04X}, provider {card.provider_id:06X}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _token(text: str) -> tuple[Token, ...]:
    return (Token(1, 1, text, "utf-8"),)
