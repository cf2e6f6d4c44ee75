"""The fault ``line ends``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEnds(Fault[LinkBehaviour]):
    """
    All pictures freeze together, and the line is OFF: its server was ended.

    The connection ends with a FIN; then the port is refused.

    """

    name: ClassVar = "line ends"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, way=Way.CLOSED)
