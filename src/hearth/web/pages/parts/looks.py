"""How each state looks: a colour, an icon, a word; never a colour alone."""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from hearth.observe.live.views import (
    HeadlineKind,
    LineStatus,
    Manner,
    Margin,
    Outcome,
    Picture,
)


class Look(NamedTuple):
    """
    How a state looks.

    Attributes:
        colour: A class of parts.css.
        icon: A symbol of icons.svg.
        key: Of its word in the catalogue.

    """

    colour: str
    icon: str
    key: str


_GOOD: Final = ("good", "well")
_LATE: Final = ("warn", "late")
_BAD: Final = ("bad", "fails")
_QUIET: Final = ("quiet", "idle")
_OFF: Final = ("quiet", "off")
_UNSURE: Final = ("quiet", "unsure")

_LOOKS: Final[dict[Enum, tuple[str, str]]] = {
    Picture.OFF: _OFF,
    Picture.IDLE: _QUIET,
    Picture.WELL: _GOOD,
    Picture.LATE: _LATE,
    Picture.NO_KEY: _BAD,
    HeadlineKind.NO_LINES_CONFIGURED: _BAD,
    HeadlineKind.ALL_LINES_DOWN: _BAD,
    HeadlineKind.RECEIVER_NO_KEY: _BAD,
    HeadlineKind.LINE_DOWN: _LATE,
    HeadlineKind.RECEIVER_LATE: _LATE,
    HeadlineKind.RECEIVER_REFUSED: _LATE,
    HeadlineKind.NO_RECEIVER: _OFF,
    HeadlineKind.ALL_WELL: _GOOD,
    Margin.GOOD: _GOOD,
    Margin.FAIR: _GOOD,
    Margin.WEAK: _LATE,
    Margin.WILL_FREEZE: _BAD,
    Manner.UNKNOWN: _UNSURE,
    Manner.STEADY: _GOOD,
    Manner.UNEVEN: _LATE,
    Manner.SWINGING: _BAD,
    Outcome.ANSWERED: _GOOD,
    Outcome.REMEMBERED: _GOOD,
    Outcome.TIMED_OUT: _BAD,
    Outcome.REFUSED: _BAD,
    Outcome.NO_CARD: _BAD,
    Outcome.DENIED: _LATE,
    Outcome.OUT_OF_HOURS: _LATE,
}
_FAMILIES: Final[dict[type[Enum], str]] = {
    Picture: "picture",
    HeadlineKind: "headline",
    Margin: "margin",
    Manner: "manner",
    Outcome: "outcome",
}


def look(state: Enum) -> Look:
    """Say how a state looks."""
    colour, icon = _LOOKS[state]
    return Look(colour, icon, f"{_FAMILIES[type(state)]}.{state.name.lower()}")


def line_look(line: LineStatus) -> Look:
    """Say how a line looks: on, off, or still being connected."""
    if not line.is_up:
        key = "line.off" if line.step or line.reason else "line.connecting"
        return Look("bad" if key == "line.off" else "quiet", "off", key)
    if line.is_paused:
        return Look("warn", "late", "line.paused")
    return Look("good", "well", "line.on")
