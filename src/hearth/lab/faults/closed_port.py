"""The fault ``closed port``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPort(Fault[LinkBehaviour]):
    """It never connects: nothing listens at that port."""

    name: ClassVar = "closed port"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, way=Way.CLOSED)
