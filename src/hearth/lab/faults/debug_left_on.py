"""The fault ``debug left on``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import MachineFacts
from hearth.lab.scenario.fault import MACHINE_ALONE, Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class DebugLeftOn(Fault[MachineFacts]):
    """
    The machine is slow and its disk fills up: everything is logged.

    Attributes:
        log_bytes: What the log grows by in a day.

    """

    name: ClassVar = "debug left on"
    changes: ClassVar = MachineFacts
    whom: ClassVar = frozenset({Whom.MACHINE})
    worlds: ClassVar = MACHINE_ALONE

    log_bytes: int = 900_000_000

    def change(self, behaviour: MachineFacts) -> MachineFacts:
        """Give how it behaves meanwhile."""
        return replace(behaviour, debug=True, log_bytes_a_day=self.log_bytes)
