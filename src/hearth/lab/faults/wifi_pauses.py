"""The fault ``wifi pauses``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class WifiPauses(Fault[LinkBehaviour]):
    """
    One receiver alone freezes, and it is the one on Wi-Fi.

    Attributes:
        pause_s: So long nothing gets through.
        every_s: From one pause to the next, about.

    """

    name: ClassVar = "wifi pauses"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    pause_s: float = 0.6
    every_s: float = 8.0

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, pause_s=self.pause_s, pause_every_s=self.every_s)
