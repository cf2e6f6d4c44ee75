"""The fault ``delay``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Fault[LinkBehaviour]):
    """
    Everything takes longer by the same time, as over a VPN to far away.

    Attributes:
        more_s: How much longer, one way.

    """

    name: ClassVar = "delay"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    more_s: float = 0.15

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, delay_s=behaviour.delay_s + self.more_s)
