"""The fault ``wrong password``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LogInBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPassword(Fault[LogInBehaviour]):
    """It is connected for a moment and thrown out, again and again."""

    name: ClassVar = "wrong password"
    changes: ClassVar = LogInBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    def change(self, behaviour: LogInBehaviour) -> LogInBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, is_right=False)
