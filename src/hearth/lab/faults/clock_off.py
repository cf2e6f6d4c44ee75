"""The fault ``clock off``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import MachineFacts
from hearth.lab.scenario.fault import MACHINE_ALONE, Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockOff(Fault[MachineFacts]):
    """
    Accounts open and close at the wrong time, and the logs of two boxes do not fit.

    Attributes:
        off_s: By how much the clock is ahead.
        late: Whether it is behind instead.

    """

    name: ClassVar = "clock off"
    changes: ClassVar = MachineFacts
    whom: ClassVar = frozenset({Whom.MACHINE})
    worlds: ClassVar = MACHINE_ALONE

    off_s: float = 3600.0
    late: bool = False

    def change(self, behaviour: MachineFacts) -> MachineFacts:
        """Give how it behaves meanwhile."""
        sign = -1 if self.late else 1
        return replace(behaviour, clock_off_s=behaviour.clock_off_s + sign * self.off_s)
