"""The fault ``jittery card``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class JitteryCard(Fault[CardBehaviour]):
    """
    Sometimes it is quick and sometimes slow, and nobody knows why.

    Attributes:
        jitter_s: By how much the time varies, to either side.

    """

    name: ClassVar = "jittery card"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    jitter_s: float = 0.4

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, jitter_s=behaviour.jitter_s + self.jitter_s)
