"""The fault ``name elsewhere``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import NameBehaviour, Resolves
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class NameElsewhere(Fault[NameBehaviour]):
    """
    It connects to another machine, since the name has an old address.

    Attributes:
        outside: Whether that is not even a home address.

    """

    name: ClassVar = "name elsewhere"
    changes: ClassVar = NameBehaviour
    whom: ClassVar = frozenset({Whom.LINE})

    outside: bool = False

    def change(self, behaviour: NameBehaviour) -> NameBehaviour:
        """Give how it behaves meanwhile."""
        resolves = Resolves.OUTSIDE if self.outside else Resolves.ELSEWHERE
        return replace(behaviour, resolves=resolves)
