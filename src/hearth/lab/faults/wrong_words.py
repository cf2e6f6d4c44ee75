"""The fault ``wrong control words``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWords(Fault[CardBehaviour]):
    """
    The picture is black or full of blocks although every answer comes in time.

    Attributes:
        share: How many of the answers are wrong, 0..1.
        how: What is wrong with them: "broken" (their check bytes), "zero"
            (nothing but zeros), or "swapped", which no server can see.

    """

    name: ClassVar = "wrong control words"
    changes: ClassVar = CardBehaviour
    whom: ClassVar = frozenset({Whom.CARD})

    share: float = 1.0
    how: Literal["broken", "zero", "swapped"] = "broken"

    def change(self, behaviour: CardBehaviour) -> CardBehaviour:
        """Give how it behaves meanwhile."""
        match self.how:
            case "swapped":
                return replace(behaviour, wrong=self.share)
            case "zero":
                return replace(behaviour, zero=self.share)
            case _:
                return replace(behaviour, broken=self.share)
