"""The fault ``outliers``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Outliers(Fault[CardBehaviour]):
    """
    It is well for minutes, and then one picture freezes for a moment.

    Attributes:
        share: How many of the questions take much longer, 0..1.
        times: How many times as long.

    """

    name: ClassVar = "outliers"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    share: float = 0.15
    times: float = 2.5

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, outliers=self.share, outlier_times=self.times)
