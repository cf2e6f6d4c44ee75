"""The fault ``hub restarts``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import HubBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRestarts(Fault[HubBehaviour]):
    """
    All pictures freeze for some seconds, and come back by themselves.

    Hearth itself is ended and begins again when the fault is over.

    """

    name: ClassVar = "hub restarts"
    changes: ClassVar = HubBehaviour
    whom: ClassVar = frozenset({Whom.HUB})

    def change(self, behaviour: HubBehaviour) -> HubBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, is_on=False)
