"""The fault ``slow card``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowCard(Fault[CardBehaviour]):
    """
    Changing the channel takes longer, and at last every picture freezes.

    Attributes:
        more_s: How much longer each question takes.

    """

    name: ClassVar = "slow card"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    more_s: float = 0.8

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, delay_s=behaviour.delay_s + self.more_s)
