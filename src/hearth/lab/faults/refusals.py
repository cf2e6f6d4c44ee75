"""The fault ``refusals``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals(Fault[CardBehaviour]):
    """
    The channel stays black: the card says that it may not open it.

    Attributes:
        share: How many of the questions are refused, 0..1.

    """

    name: ClassVar = "refusals"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    share: float = 1.0

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, refuse=self.share)
