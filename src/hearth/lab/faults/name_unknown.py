"""The fault ``name unknown``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import NameBehaviour, Resolves
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUnknown(Fault[NameBehaviour]):
    """It never connects: nobody knows the name of the server."""

    name: ClassVar = "name unknown"
    changes: ClassVar = NameBehaviour
    whom: ClassVar = frozenset({Whom.LINE})

    def change(self, behaviour: NameBehaviour) -> NameBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, resolves=Resolves.NOT)
