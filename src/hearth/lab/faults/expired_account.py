"""The fault ``expired account``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LogInBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiredAccount(Fault[LogInBehaviour]):
    """It has worked for a year, and from one day on nothing is answered."""

    name: ClassVar = "expired account"
    changes: ClassVar = LogInBehaviour
    whom: ClassVar = frozenset({Whom.LINE})

    def change(self, behaviour: LogInBehaviour) -> LogInBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, is_expired=True)
