"""The fault ``stale control words``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleWords(Fault[CardBehaviour]):
    """
    The picture freezes for a whole crypto period: the answer was the last one again.

    Attributes:
        share: How many of the answers are the last one again, 0..1.
        oldest_s: How old an answer is given again, as by a server that keeps them.

    """

    name: ClassVar = "stale control words"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    share: float = 1.0
    oldest_s: float = 30.0

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, stale=self.share, stale_s=self.oldest_s)
