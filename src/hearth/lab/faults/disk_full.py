"""The fault ``disk full``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import MachineFacts
from hearth.lab.scenario.fault import MACHINE_ALONE, Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskFull(Fault[MachineFacts]):
    """
    History and log end at some hour, and settings are lost at the next start.

    Attributes:
        free_bytes: What is left.

    """

    name: ClassVar = "disk full"
    changes: ClassVar = MachineFacts
    whom: ClassVar = frozenset({Whom.MACHINE})
    worlds: ClassVar = MACHINE_ALONE

    free_bytes: int = 0

    def change(self, behaviour: MachineFacts) -> MachineFacts:
        """Give how it behaves meanwhile."""
        return replace(behaviour, disk_free_bytes=self.free_bytes)
