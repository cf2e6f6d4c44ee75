"""Our own shares: which cards there are, under numbers that stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hearth.core.routing.lines import LineState
from hearth.dvb import Caid, Card, ProviderId, provider_ids

MAX_KNOWN: Final = 1024  # numbers kept for cards that are away; a home has a handful

Identity = tuple[Caid, tuple[ProviderId, ...], bytes]


def identity_of(card: Card) -> Identity:
    """
    Tell one card from another by what does not change when its server restarts.

    The same card over two lines is one share, so a line that dies takes
    nothing from the receivers.
    """
    return card.ca_system_id, tuple(sorted(provider_ids(card))), card.serial


@dataclass(slots=True, eq=False)
class Share:
    """
    A card of this home, whichever lines lead to it.

    Attributes:
        number: Ours; receivers name it in their questions.
        holders: (line key, the line's share id) -> the card as announced there.
        cards: What is announced of it, to be kept while nobody holds it for a
            moment.

    """

    number: int
    identity: Identity
    holders: dict[tuple[str, int], tuple[LineState, Card]] = field(default_factory=dict)
    last_cards: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The card as each line has it, preferred line first; the last, if none has."""
        ordered = sorted(
            self.holders.values(), key=lambda held: (held[0].rank, held[1].hops)
        )
        return tuple(card for _, card in ordered) or self.last_cards


class Shares:
    """All shares, by number; numbers are given once and stay with their card."""

    def __init__(self) -> None:
        self._shares: dict[Identity, Share] = {}
        self._numbers: dict[Identity, int] = {}
        self._next_number = 1

    def __iter__(self) -> Iterator[Share]:
        return iter(self._shares.values())

    def add(self, line: LineState, share_id: int, card: Card) -> Share:
        """Take a line's card; return the share that it is."""
        identity = identity_of(card)
        share = self._shares.get(identity)
        if share is None:
            share = Share(self._number_of(identity), identity)
            self._shares[identity] = share
        share.holders[line.key, share_id] = (line, card)
        return share

    def remove(self, line: LineState, share_id: int, card: Card) -> Share | None:
        """Take a line's card away; return its share, if it was one."""
        share = self._shares.get(identity_of(card))
        if share is None:
            return None
        before = share.cards
        if share.holders.pop((line.key, share_id), None) is None:
            return None
        if not share.holders:
            share.last_cards = before
        return share

    def by_number(self, number: int) -> Share | None:
        """Find a share by its number."""
        for share in self._shares.values():
            if share.number == number:
                return share
        return None

    def end(self, share: Share) -> None:
        """Forget a share that nobody holds; its number is kept for its return."""
        if not share.holders:
            self._shares.pop(share.identity, None)

    def _number_of(self, identity: Identity) -> int:
        number = self._numbers.pop(identity, None)
        if number is None:
            number = self._next_number
            self._next_number += 1
            if len(self._numbers) >= MAX_KNOWN:
                del self._numbers[next(iter(self._numbers))]
        self._numbers[identity] = number  # the latest at the end
        return number
