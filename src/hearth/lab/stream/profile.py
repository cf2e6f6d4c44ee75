"""A broadcaster's habits: how long a control word lasts, and what an ECM tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearth.errors import UsageError
from hearth.lab.broadcast import EARLY_S, PERIOD_S
from hearth.lab.card_system import Halves

WIDE: Final = 0.9  # of a period, docs/ecm-time.md
NARROW: Final = 0.2
ECM_REPEAT_S: Final = 0.1
GREATEST_LEAD: Final = 0.95  # of a period: an ECM comes after its period began


@dataclass(frozen=True, slots=True)
class Profile:
    """
    How a service is scrambled. Period n is on air from n periods on.

    Attributes:
        period_s: How long a control word lasts.
        lead: How long before a control word is used the ECM with it appears,
            as a share of the period.
        halves: Which control words an ECM carries.
        ecm_repeat_s: How often an ECM is repeated.

    Raises:
        UsageError: No time, or a lead outside 0..0.95.

    """

    period_s: float = PERIOD_S
    lead: float = WIDE
    halves: Halves = Halves.BOTH
    ecm_repeat_s: float = ECM_REPEAT_S

    def __post_init__(self) -> None:
        if self.period_s <= 0 or self.ecm_repeat_s <= 0:
            raise UsageError(
                f"period {self.period_s} s, ECM each {self.ecm_repeat_s} s",
                allowed="over 0",
            )
        if not 0 < self.lead <= GREATEST_LEAD:
            raise UsageError(f"lead {self.lead}", allowed=f"over 0, to {GREATEST_LEAD}")

    @property
    def lead_s(self) -> float:
        """Seconds from the ECM's first appearance to the change that it is for."""
        return self.lead * self.period_s

    def period_at(self, time_s: float) -> int:
        """Tell which period's control word scrambles."""
        return int((time_s + EARLY_S) // self.period_s)

    def ecm_at(self, time_s: float) -> int | None:
        """
        Tell which ECM is on air.

        Returns:
            The period that it is named for: it tells that one's control word
            and the next one's. None before the first.

        """
        number = self.period_at(time_s - (self.period_s - self.lead_s))
        return number if number >= 0 else None
