"""Values without parts: times, texts, and the numbers of DVB as logs print them."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.periods import ServiceKey
from hearth.web.api.shapes.kinds import Maybe, Plain

CHANNEL_PATTERN: Final = "^[0-9A-F]{4}:[0-9A-F]{6,8}:[0-9A-F]{4}$"


def readable(text: str) -> str:
    """
    Make a text that every program can read.

    Bytes of a file that are no UTF-8 stand in Python's texts as surrogates,
    which JSON in UTF-8 has no place for.
    """
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def channel_key(key: ServiceKey) -> str:
    """Name a service as the pages do: ``CAID:PROVIDER:SID``, in hexadecimal."""
    return ":".join(str(number) for number in key)


def service_key(text: str) -> ServiceKey:
    """
    Read what `channel_key` wrote.

    Raises:
        ValueError: It has no such form.

    """
    caid, provider, service = (int(part, 16) for part in text.split(":"))
    return Caid(caid), ProviderId(provider), ServiceId(service)


def word_of(choice: Enum) -> str:
    """Name a choice as programs do: ``timed_out``."""
    return choice.name.lower()


def one_of(choices: type[Enum]) -> Plain:
    """Give the kind of a choice."""
    words = [word_of(choice) for choice in choices]
    return Plain({"type": "string", "enum": words}, word_of)


def _rounded(value: float) -> float:
    """Leave out what only adding in binary brought about; times are of 0.1 ms."""
    return round(float(value), 6)


def _is_zero(value: Any) -> bool:
    return not value


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


TEXT: Final = Plain({"type": "string"}, readable)
FLAG: Final = Plain({"type": "boolean"}, bool)
COUNT: Final = Plain({"type": "integer", "minimum": 0}, int)
TIME: Final = Plain({"type": "number", "minimum": 0}, _rounded)  # unix seconds
SECONDS: Final = Plain({"type": "number", "minimum": 0}, _rounded)
SHARE: Final = Plain({"type": "number", "minimum": 0, "maximum": 1}, _rounded)
RATIO: Final = Plain({"type": "number", "minimum": 0}, _rounded)

CAID: Final = Plain({"type": "string", "pattern": "^[0-9A-F]{4}$"}, str)
PROVIDER: Final = Plain({"type": "string", "pattern": "^[0-9A-F]{6,8}$"}, str)
SERVICE: Final = Plain({"type": "string", "pattern": "^[0-9A-F]{4}$"}, str)
CHANNEL: Final = Plain({"type": "string", "pattern": CHANNEL_PATTERN}, channel_key)

# 0.0 is "never" and "not known" in our own values, and null in JSON: nobody is to
# take it for the year 1970, nor for an answer in no time.
TIME_OR_NEVER: Final = Maybe(TIME, _is_zero)
SECONDS_IF_KNOWN: Final = Maybe(SECONDS, _is_zero)
MAYBE_SECONDS: Final = Maybe(SECONDS)
MAYBE_TEXT: Final = Maybe(TEXT, _is_empty)
