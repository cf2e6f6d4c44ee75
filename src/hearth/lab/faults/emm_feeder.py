"""The fault ``emm feeder``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import ReceiverBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class EmmFeeder(Fault[ReceiverBehaviour]):
    """
    The card gets the same updates from two receivers, and one day refuses.

    Attributes:
        every_s: How often it passes one on.

    """

    name: ClassVar = "emm feeder"
    changes: ClassVar = ReceiverBehaviour
    whom: ClassVar = frozenset({Whom.RECEIVER})

    every_s: float = 5.0

    def change(self, behaviour: ReceiverBehaviour) -> ReceiverBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, emm_every_s=self.every_s)
