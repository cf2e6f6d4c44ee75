"""The fault ``reshared chain``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class ResharedChain(Fault[CardBehaviour]):
    """
    Good at noon and bad in the evening: the times swing, since others share the card.

    Attributes:
        swing_s: How much longer it takes at the worst.
        every_s: How long one swing lasts.
        jitter_s: By how much each answer varies besides.

    """

    name: ClassVar = "reshared chain"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    swing_s: float = 1.5
    every_s: float = 90.0
    jitter_s: float = 0.2

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(
            behaviour,
            swing_s=self.swing_s,
            swing_every_s=self.every_s,
            jitter_s=behaviour.jitter_s + self.jitter_s,
        )
