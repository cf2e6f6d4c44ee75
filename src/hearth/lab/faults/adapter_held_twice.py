"""The fault ``adapter held twice``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import MachineFacts
from hearth.lab.scenario.fault import MACHINE_ALONE, Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class AdapterHeldTwice(Fault[MachineFacts]):
    """
    Only one of two programs has the card, and which one changes at every start.

    Attributes:
        by: The second program that has the adapter open.

    """

    name: ClassVar = "adapter held twice"
    changes: ClassVar = MachineFacts
    whom: ClassVar = frozenset({Whom.MACHINE})
    worlds: ClassVar = MACHINE_ALONE

    by: str = "tvheadend"

    def change(self, behaviour: MachineFacts) -> MachineFacts:
        """Give how it behaves meanwhile."""
        holders = (*behaviour.adapter_holders, self.by)
        return replace(behaviour, adapter_holders=holders)
