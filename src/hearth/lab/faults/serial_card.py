"""The fault ``serial card``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialCard(Fault[CardBehaviour]):
    """
    The more people watch something else, the longer everybody waits.

    A real card does one question after the other; this is one that takes its
    time for each.

    Attributes:
        time_s: How long one question takes.

    """

    name: ClassVar = "serial card"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    time_s: float = 0.4

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        return replace(
            behaviour, serial=True, delay_s=max(behaviour.delay_s, self.time_s)
        )
