"""What the parts of core share."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.core.outbox import Outbox
from hearth.core.timers import Timers

TimerKey = tuple[str, int | str]  # what is to be looked at: its kind, its number or key


@dataclass(frozen=True, slots=True)
class Tools:
    """One set of timers and one outbox serve all parts."""

    timers: Timers[TimerKey]
    out: Outbox
