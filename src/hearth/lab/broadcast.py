"""What the laboratory has on air: which ECM of which service, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearth.dvb import Caid, ControlWords, ProviderId, Section, ServiceId
from hearth.errors import UsageError
from hearth.lab.card_system import (
    CA_SYSTEM_ID,
    PROVIDER_ID,
    control_words_of,
    make_ecm,
    period_at,
)

PERIOD_S: Final = 10.0  # seconds, what most channels use
STEPS: Final = 8  # over which staggered services spread their control word changes

# A timer may fire earlier by the clock's resolution, and rounding may put the
# beginning of a period just before it: this much too early counts as in time.
EARLY_S: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Broadcast:
    """
    The channels' common rhythm.

    Everybody who shares a clock and these values sees the same ECMs at the
    same time, without a word between them.

    Attributes:
        period_s: How long a control word lasts.
        ca_system_id: Stands in every ECM.
        provider_id: Stands in every ECM.
        staggered: Whether services change their control words at different
            moments; otherwise all at once, which is the most work for a card.

    Raises:
        UsageError: A period that lasts no time.

    """

    period_s: float = PERIOD_S
    ca_system_id: Caid = CA_SYSTEM_ID
    provider_id: ProviderId = PROVIDER_ID
    staggered: bool = False

    def __post_init__(self) -> None:
        if self.period_s <= 0:
            raise UsageError(f"period_s {self.period_s}", allowed="over 0")

    def period(self, service_id: ServiceId, now: float) -> int:
        """Tell which crypto period of a service is on air."""
        time_s = now - self._phase_s(service_id) + EARLY_S
        return period_at(max(0.0, time_s), self.period_s)

    def begin(self, service_id: ServiceId, period: int) -> float:
        """Tell when a crypto period of a service begins."""
        return self._phase_s(service_id) + period * self.period_s

    def ecm(self, service_id: ServiceId, period: int) -> Section:
        """Give the ECM that is on air during a crypto period of a service."""
        return make_ecm(
            period,
            ca_system_id=self.ca_system_id,
            provider_id=self.provider_id,
            service_id=service_id,
        )

    def control_words(self, service_id: ServiceId, period: int) -> ControlWords:
        """Give the right answer to that ECM."""
        return control_words_of(period, service_id=service_id)

    def _phase_s(self, service_id: ServiceId) -> float:
        if not self.staggered:
            return 0.0
        return self.period_s * (service_id % STEPS) / STEPS
