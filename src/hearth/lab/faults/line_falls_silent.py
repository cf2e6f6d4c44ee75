"""The fault ``line falls silent``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFallsSilent(Fault[LinkBehaviour]):
    """
    All pictures freeze together, and the line still looks connected.

    Its machine lost its power or its cable: no FIN comes.

    """

    name: ClassVar = "line falls silent"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, way=Way.SILENT)
