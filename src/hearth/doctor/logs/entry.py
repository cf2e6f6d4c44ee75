"""What one line of a log says, whichever program wrote it."""

from __future__ import annotations

import time
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What happened."""

    ANSWERED = "answered"
    REMEMBERED = "remembered"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    NO_CARD = "no card"
    WRONG = "wrong control words"
    DENIED = "denied"
    LOGGED_IN = "logged in"
    LOG_IN_REFUSED = "log-in refused"
    LEFT = "left"
    LINE_UP = "line up"
    LINE_DOWN = "line down"
    STARTED = "started"
    EMM = "card update"
    OTHER = "other"


QUESTIONS = frozenset(
    {
        Kind.ANSWERED,
        Kind.REMEMBERED,
        Kind.REFUSED,
        Kind.TIMED_OUT,
        Kind.NO_CARD,
        Kind.WRONG,
        Kind.DENIED,
    }
)
GOOD = frozenset({Kind.ANSWERED, Kind.REMEMBERED})


class Entry(NamedTuple):
    """
    One line.

    Attributes:
        at: Unix seconds; of a log that has no dates, seconds since midnight.
        kind: What happened.
        line: The line, reader or card that it is about.
        receiver: The receiver that it is about.
        seconds: How long it took; None if the line does not say.
        text: What it says in plain words, with what it means.
        has_date: Whether ``at`` has a date.

    """

    at: float
    kind: Kind
    line: str = ""
    receiver: str = ""
    seconds: float | None = None
    text: str = ""
    has_date: bool = True


def moment(text: str, form: str) -> float | None:
    """Read a local time; None if it is none."""
    try:
        return time.mktime(time.strptime(text, form))
    except (ValueError, OverflowError):
        return None


def of_day(text: str) -> float | None:
    """Read ``HH:MM:SS.mmm`` as seconds since midnight; None if it is none."""
    parts = text.split(":")
    try:
        hour, minute, second = int(parts[0]), int(parts[1]), float(parts[2])
    except (ValueError, IndexError):
        return None
    is_time = 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 61
    return hour * 3600 + minute * 60 + second if is_time else None
