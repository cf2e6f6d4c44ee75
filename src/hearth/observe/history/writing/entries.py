"""What waits to be written: what core has seen, and what others have to remark."""

from __future__ import annotations

from typing import Final, NamedTuple

from hearth.core import observations as seen
from hearth.core.observations import Observation
from hearth.observe.history.views import NoteKind

# What else core sees says nothing that is asked for later.
REMEMBERED: Final = frozenset(
    {
        seen.EcmDone,
        seen.AttemptFailed,
        seen.BadControlWords,
        seen.LineUp,
        seen.LineDown,
        seen.ReceiverLoggedIn,
        seen.ReceiverLeft,
        seen.ConnectionRefused,
    }
)


class Remark(NamedTuple):
    """Something that core does not see."""

    kind: NoteKind
    text: str = ""
    receiver: str = ""
    line: str = ""


class Lines(NamedTuple):
    """The lines that a new configuration has."""

    names: frozenset[str]


Entry = tuple[float, Observation | Remark | Lines]  # monotonic seconds, and what
