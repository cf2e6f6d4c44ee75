"""What core is told about the home: accounts, lines and limits, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from hearth.dvb import (
    VIACCESS,
    Caid,
    Card,
    NodeId,
    ProviderId,
    ServiceId,
    provider_ids,
)
from hearth.secret import Secret

MINUTES_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class CardLimit:
    """
    How far cards of one CA system and provider may go for an account.

    Attributes:
        ca_system_id: 0 is every system.
        provider_id: 0 is every provider.
        down_hops: 0: this card is not given; 1 or more: it is, to the
            receiver itself. Hearth lets nothing travel further than that.

    """

    ca_system_id: Caid
    provider_id: ProviderId
    down_hops: int


@dataclass(frozen=True, slots=True)
class DeniedService:
    """A channel that an account does not get; 0 stands for every system or provider."""

    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId

    def matches(
        self, ca_system_id: Caid, provider_id: ProviderId, service_id: ServiceId
    ) -> bool:
        """
        Tell whether an ECM of this system, provider and service is denied.

        An ECM that does not say its provider is denied whatever the provider.
        """
        return (
            self.service_id == service_id
            and self.ca_system_id in (0, ca_system_id)
            and (
                provider_id == 0 or _covers(self.provider_id, ca_system_id, provider_id)
            )
        )


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """
    A part of each day, in minutes since midnight, in the home's time zone.

    Begins with the minute ``begin``, ends before ``end``; an ``end`` before
    ``begin`` is on the next day; where both are the same it never opens.
    """

    begin: int
    end: int

    def contains(self, minute: int) -> bool:
        """Tell whether a minute of the day (0..1439) is in this window."""
        if self.begin <= self.end:
            return self.begin <= minute < self.end
        return minute >= self.begin or minute < self.end


@dataclass(frozen=True, slots=True)
class Account:
    """
    One receiver's account.

    Attributes:
        name: The user name that the receiver logs in with.
        password: Its password; hidden.
        up_hops: The receiver may use cards up to this many servers beyond the
            one that Hearth is connected to: 0 is the holder's own.
        allow_emm: Whether EMMs from this receiver are taken.
        card_limits: What is listed may be withheld; every other card is given.
        denied_services: Channels that it does not get.
        time_windows: Empty: always.
        host: The address or name that alone may log in; None: any in the home.

    """

    name: str
    password: Secret
    up_hops: int = 5
    allow_emm: bool = True
    card_limits: tuple[CardLimit, ...] = ()
    denied_services: tuple[DeniedService, ...] = ()
    time_windows: tuple[TimeWindow, ...] = ()
    host: str | None = None

    def sees(self, card: Card) -> bool:
        """
        Tell whether this account may use a card.

        One provider that the limits give is enough. The closest limit counts:
        system and provider before system alone before every system.
        """
        if card.hops > self.up_hops:
            return False
        if not self.card_limits:
            return True
        return any(
            self._gives(card.ca_system_id, provider_id)
            for provider_id in provider_ids(card)
        )

    def may_ask(self, ca_system_id: Caid, provider_id: ProviderId) -> bool:
        """
        Tell whether the limits leave an ECM of this system and provider.

        A question that does not say its provider is judged by the card alone.
        """
        if not self.card_limits or provider_id == 0:
            return True
        return self._gives(ca_system_id, provider_id)

    def denies(
        self, ca_system_id: Caid, provider_id: ProviderId, service_id: ServiceId
    ) -> bool:
        """Tell whether the channel is one that this account does not get."""
        for denied in self.denied_services:
            if denied.matches(ca_system_id, provider_id, service_id):
                return True
        return False

    def is_open_at(self, minute: int) -> bool:
        """Tell whether control words are given at this minute of the day."""
        return not self.time_windows or any(
            window.contains(minute) for window in self.time_windows
        )

    def _gives(self, ca_system_id: Caid, provider_id: ProviderId) -> bool:
        """Tell whether the closest limit gives a card; without one it is given."""
        limit = _closest(self.card_limits, ca_system_id, provider_id)
        return limit is None or limit.down_hops > 0


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which of a line's cards are taken: 0 is every; hop 1 is the server's own card."""

    ca_system_id: Caid
    provider_id: ProviderId
    up_hops: int


@dataclass(frozen=True, slots=True)
class Line:
    """
    One upstream line, as core needs to know it.

    Attributes:
        key: What tells it from every other line.
        name: What people call it: the host, with the port where two share one.
        filters: What is listed may be left out; every other card is taken.
        retries: How often an unanswered question is asked again there before
            the next line is.

    """

    key: str
    name: str
    filters: tuple[CardFilter, ...] = ()
    retries: int = 0

    def takes(self, card: Card) -> bool:
        """
        Tell whether this line's filters let a card in.

        One provider that is let in is enough. The closest filter counts; what
        no filter is about comes in.
        """
        if not self.filters:
            return True
        closest = (
            _closest(self.filters, card.ca_system_id, provider_id)
            for provider_id in provider_ids(card)
        )
        return any(f is None or card.hops + 1 <= f.up_hops for f in closest)


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Everything that core is told; a new one replaces the old one whole.

    Attributes:
        node_id: Our own, which the loop guard looks for.
        accounts: At most as many as one home has receivers.
        lines: The preferred one first.
        recv_timeout_s: How long a line has to answer.
        pass_emm: Whether EMMs are passed on at all.
        minimum_down_hops: Over how many further servers a line must let a card
            travel for it to be taken.

    """

    node_id: NodeId
    accounts: tuple[Account, ...] = ()
    lines: tuple[Line, ...] = ()
    recv_timeout_s: float = 5.0
    pass_emm: bool = False
    minimum_down_hops: int = 0


_Listed = TypeVar("_Listed", CardLimit, CardFilter)


def _closest(
    listed: Iterable[_Listed], ca_system_id: Caid, provider_id: ProviderId
) -> _Listed | None:
    """Find what is said of a system and provider: the closest, the last of equals."""
    best: _Listed | None = None
    best_closeness = -1
    for item in listed:
        if item.ca_system_id not in (0, ca_system_id):
            continue
        if not _covers(item.provider_id, ca_system_id, provider_id):
            continue
        closeness = 2 * (item.ca_system_id != 0) + (item.provider_id != 0)
        if closeness >= best_closeness:
            best, best_closeness = item, closeness
    return best


def _covers(written: ProviderId, ca_system_id: Caid, provider_id: ProviderId) -> bool:
    """
    Tell whether what is written means this provider; 0 is every provider.

    Viaccess keeps a key number in the lowest 4 bits of the provider id, which
    therefore do not count there.
    """
    mask = 0xFFFFFFF0 if ca_system_id >> 8 == VIACCESS else 0xFFFFFFFF
    return written == 0 or written & mask == provider_id & mask
