"""The fault ``loss``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss(Fault[LinkBehaviour]):
    """
    Now and then one receiver freezes for a moment: packets get lost on the way.

    Attributes:
        share: How many packets are lost, 0..1.

    """

    name: ClassVar = "loss"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    share: float = 0.05

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, loss=max(behaviour.loss, self.share))
