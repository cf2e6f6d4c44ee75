"""
Which cards somebody gets: CCcam's limits as lists of what is given and hidden.

CCcam names cards with a number of hops, where the closest name counts: a
system and a provider before the system before the provider before all. OSCam
has lists: what is given (and nothing else), and what is hidden (and beats
everything). Most limits can be said as such lists; what cannot is hidden
rather than given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from hearth.config.meaning.model import CardLimit, LineFilter
from hearth.dvb import Caid, ProviderId


class Pair(NamedTuple):
    """Cards, by CA system and provider; 0 stands for all of them."""

    ca_system_id: Caid
    provider_id: ProviderId

    def __str__(self) -> str:
        system = f"{self.ca_system_id}" if self.ca_system_id else "0"
        return f"{system}:{self.provider_id}" if self.provider_id else f"{system}:0"

    @property
    def closeness(self) -> int:
        """The larger, the more it counts against another pair."""
        return 2 * bool(self.ca_system_id) + bool(self.provider_id)

    def overlaps(self, other: Pair) -> bool:
        """Tell whether a card can be one of both."""
        return all(a == b or not a or not b for a, b in zip(self, other, strict=True))


ALL: Final = Pair(Caid(0), ProviderId(0))


@dataclass(frozen=True, slots=True)
class CardLists:
    """
    Limits as lists.

    Attributes:
        given: If not None, cards besides these are not given.
        hidden: Cards that are not given, even if they are among the given.
        lost: Cards that would be given, and cannot be: hiding beats giving.
        hops: The smallest number of hops that something given has; None if
            nothing has one.
        hops_differ: Whether there are several such numbers.
        leaves_open: Whether some cards are given and have no number.

    """

    given: tuple[Pair, ...] | None = None
    hidden: tuple[Pair, ...] = ()
    lost: tuple[Pair, ...] = ()
    hops: int | None = None
    hops_differ: bool = False
    leaves_open: bool = False

    @property
    def gives_nothing(self) -> bool:
        """Whether no card at all is given."""
        return self.given == ()


def pairs(limits: Iterable[CardLimit | LineFilter]) -> dict[Pair, int]:
    """Give limits by pair; of several for one pair the last one counts."""
    found: dict[Pair, int] = {}
    for limit in limits:
        hops = limit.down_hops if isinstance(limit, CardLimit) else limit.up_hops
        found[Pair(limit.ca_system_id, limit.provider_id)] = hops
    return found


def card_lists(limits: dict[Pair, int]) -> CardLists:
    """Turn limits into lists."""
    base = limits.get(ALL)
    grants = {p: hops for p, hops in limits.items() if hops and p != ALL}
    denials = [p for p, hops in limits.items() if not hops and p != ALL]
    if base == 0:
        hidden = [d for d in denials if _is_under_a_grant(d, grants)]
    else:
        hidden = denials
    lost = tuple(g for g in grants if _is_hidden(g, hidden))
    kept = {p: hops for p, hops in grants.items() if p not in lost}
    numbers = {*kept.values(), *([base] if base else [])}
    return CardLists(
        given=tuple(kept) if base == 0 else None,
        hidden=tuple(hidden),
        lost=lost,
        hops=min(numbers, default=None),
        hops_differ=len(numbers) > 1,
        leaves_open=base is None,
    )


def _is_under_a_grant(denial: Pair, grants: Iterable[Pair]) -> bool:
    """Tell whether something is given that a denial is an exception from."""
    return any(
        denial.overlaps(grant) and grant.closeness < denial.closeness
        for grant in grants
    )


def _is_hidden(grant: Pair, hidden: Iterable[Pair]) -> bool:
    """Tell whether hiding hits something that is given as an exception from it."""
    return any(
        grant.overlaps(denial) and denial.closeness < grant.closeness
        for denial in hidden
    )
