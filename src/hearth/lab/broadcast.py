"""What the laboratory has on air: which ECM of which service, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hearth.dvb import Caid, ControlWords, ProviderId, Section, ServiceId
from hearth.errors import UsageError
from hearth.lab.card_system import (
    CA_SYSTEM_ID,
    PROVIDER_ID,
    Halves,
    control_words_of,
    make_ecm,
)

PERIOD_S: Final = 10.0  # seconds, what most channels use
STEPS: Final = 8  # over which staggered services spread their control word changes

# A timer may fire earlier by the clock's resolution, and rounding may put the
# beginning of a period just before it: this much too early counts as in time.
EARLY_S: Final = 1e-6

# Everybody in front of one channel asks for the same: making it once is enough.
_KEPT: Final = 256  # services that change at one moment, and the period before


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
        lead_s: From the first time that an ECM is on air to the moment when
            the next control word, which it carries, is in use: what a
            receiver has for its question. None: a whole period, so that an
            ECM is on air during its own period exactly.
        halves: Whether an ECM carries two control words or one.

    Raises:
        UsageError: A period that lasts no time, or a lead that is over it.

    """

    period_s: float = PERIOD_S
    ca_system_id: Caid = CA_SYSTEM_ID
    provider_id: ProviderId = PROVIDER_ID
    staggered: bool = False
    lead_s: float | None = None
    halves: Halves = Halves.BOTH

    def __post_init__(self) -> None:
        if self.period_s <= 0:
            raise UsageError(f"period_s {self.period_s}", allowed="over 0")
        if self.lead_s is not None and not 0 < self.lead_s <= self.period_s:
            allowed = f"over 0, up to the period's {self.period_s:g} s"
            raise UsageError(f"lead_s {self.lead_s}", allowed=allowed)

    @property
    def lead(self) -> float:
        """Seconds that a receiver has for a question of a channel it watches."""
        return self.period_s if self.lead_s is None else self.lead_s

    def period(self, service_id: ServiceId, now: float) -> int:
        """Tell which crypto period of a service is on air."""
        phase_s = self.phase_s(service_id) if self.staggered else 0.0
        period = int((now - phase_s + EARLY_S) // self.period_s)
        return max(period, 0)

    def begin(self, service_id: ServiceId, period: int) -> float:
        """Tell when a crypto period of a service begins."""
        return self.phase_s(service_id) + period * self.period_s

    def ecm_period(self, service_id: ServiceId, now: float) -> int:
        """Tell which period's ECM is on air: up to a period behind the period's own."""
        return self.period(service_id, now - self.period_s + self.lead)

    def ecm_begin(self, service_id: ServiceId, period: int) -> float:
        """Tell when the ECM of a crypto period of a service is first on air."""
        return self.begin(service_id, period + 1) - self.lead

    def ecm(self, service_id: ServiceId, period: int) -> Section:
        """Give the ECM that belongs to a crypto period of a service."""
        return _ecm(
            period, self.ca_system_id, self.provider_id, service_id, self.halves
        )

    def control_words(self, service_id: ServiceId, period: int) -> ControlWords:
        """Give the right answer to that ECM."""
        return control_words_of(period, service_id=service_id, halves=self.halves)

    def phase_s(self, service_id: ServiceId) -> float:
        """Tell when the first period of a service begins."""
        if not self.staggered:
            return 0.0
        return self.period_s * (service_id % STEPS) / STEPS


@lru_cache(maxsize=_KEPT)
def _ecm(
    period: int,
    ca_system_id: Caid,
    provider_id: ProviderId,
    service_id: ServiceId,
    halves: Halves,
) -> Section:
    return make_ecm(
        period,
        ca_system_id=ca_system_id,
        provider_id=provider_id,
        service_id=service_id,
        halves=halves,
    )
