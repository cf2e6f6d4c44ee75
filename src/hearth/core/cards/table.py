"""The cards of this home: learnt from lines, announced to receivers."""

from __future__ import annotations

from hearth import household
from hearth.core import commands, observations
from hearth.core.cards.shares import Share, Shares
from hearth.core.receivers.door import Connection, Door, Stage
from hearth.core.routing.lines import MAX_CARDS, Lines, LineState
from hearth.core.routing.router import HOLD_S
from hearth.core.settings import Account, Settings
from hearth.core.tools import Tools
from hearth.dvb import Card


class CardTable:
    """
    Which cards there are, and who was told of which.

    Args:
        tools: What the parts of core share.
        door: Whom to tell.
        settings: Our node id, and whether EMMs are passed on.

    """

    def __init__(self, tools: Tools, door: Door, settings: Settings) -> None:
        self._timers = tools.timers
        self._out = tools.out
        self._door = door
        self._settings = settings
        self._shares = Shares()

    def share(self, number: int) -> Share | None:
        """Find a share by its number."""
        return self._shares.by_number(number)

    def configure(self, settings: Settings, lines: Lines) -> None:
        """Take new settings: cards that they leave out go, the others stay."""
        self._settings = settings
        for line in lines:
            for share_id, card in list(line.cards.items()):
                if self._why_not_taken(line, share_id, card):
                    self._take_away(line, share_id)
                    line.left_out[share_id] = card
            for share_id, card in list(line.left_out.items()):
                if not self._why_not_taken(line, share_id, card):
                    del line.left_out[share_id]
                    self._take(line, share_id, card)

    def add(self, line: LineState, share_id: int, card: Card) -> None:
        """Take a card that a line announces, or say why not."""
        self._drop(line, share_id)
        reason = self._why_not_taken(line, share_id, card)
        if reason:
            self._out.observe(observations.CardNotTaken(line.name, card, reason))
            if len(line.left_out) < MAX_CARDS:
                line.left_out[share_id] = card
        else:
            self._take(line, share_id, card)
        self.tell_all()

    def remove(self, line: LineState, share_id: int) -> None:
        """Take note that a line withdraws a card: receivers are told at once."""
        self._drop(line, share_id)
        self.tell_all()

    def lose(self, line: LineState, now: float) -> None:
        """
        Take note that a line is lost, with all its cards.

        They stay announced for a moment: a line that is back soon is not
        noticed by anybody, and questions meanwhile are held for it.
        """
        for share_id, card in line.cards.items():
            share = self._shares.remove(line, share_id, card)
            if share is not None:
                self._timers.set(("share", share.number), now + HOLD_S)
        line.cards.clear()

    def end(self, number: int) -> None:
        """
        Withdraw a card whose line has not come back in time.

        Where another line has it too, only who may not use that one is told.
        """
        share = self._shares.by_number(number)
        if share is not None:
            self._shares.end(share)
            self.tell_all()

    def tell_all(self) -> None:
        """Tell every receiver which cards have come and gone for it."""
        for connection in self._door:
            if connection.stage is Stage.READY:
                self.tell(connection)

    def tell(self, connection: Connection) -> None:
        """Tell one receiver which cards have come and gone for its account."""
        account = connection.account
        assert account is not None
        visible = {
            share.number: self._passed_on(card, account)
            for share in self._shares
            if (card := _card_for(share, account)) is not None
        }
        told = connection.announced
        for number, card in list(told.items()):
            if number not in visible or visible[number].serial != card.serial:
                del told[number]
                self._out.put(commands.Withdraw(connection.number, number))
        for number, card in visible.items():
            if number not in told:
                told[number] = card
                self._out.put(commands.Announce(connection.number, number, card))

    def _passed_on(self, card: Card, account: Account) -> Card:
        """Make of a line's card what a receiver is told: one hop on, and no further."""
        may_send_emm = self._settings.pass_emm and account.allow_emm
        return Card(
            ca_system_id=card.ca_system_id,
            providers=card.providers,
            hops=card.hops + 1,
            reshare=household.RESHARE,
            serial=card.serial if may_send_emm else bytes(len(card.serial)),
            nodes=(*card.nodes, self._settings.node_id),
        )

    def _why_not_taken(self, line: LineState, share_id: int, card: Card) -> str:
        """Tell why a card is not used; "" if it is."""
        if not household.is_home_card(card):
            return (
                f"it is {card.hops} servers away from the next one, and a home's own"
                f" card is at most {household.MAX_HOPS} away"
            )
        if self._settings.node_id in card.nodes:
            return "it came through this Hearth already (a loop)"
        if not line.settings.takes(card):
            return "the braces of its C: line leave it out"
        if card.reshare < self._settings.minimum_down_hops:
            return f"its downhops, {card.reshare}, are below MINIMUM DOWNHOPS"
        if share_id not in line.cards and len(line.cards) >= MAX_CARDS:
            return f"this line has announced {MAX_CARDS} cards already"
        return ""

    def _take(self, line: LineState, share_id: int, card: Card) -> None:
        """Use a card of a line."""
        line.cards[share_id] = card
        share = self._shares.add(line, share_id, card)
        self._out.observe(observations.CardLearnt(line.name, share.number, card))

    def _drop(self, line: LineState, share_id: int) -> None:
        """Forget a card of a line, used or left out."""
        line.left_out.pop(share_id, None)
        if share_id in line.cards:
            self._take_away(line, share_id)

    def _take_away(self, line: LineState, share_id: int) -> None:
        """Forget one card of a line."""
        card = line.cards.pop(share_id)
        share = self._shares.remove(line, share_id, card)
        if share is not None:
            self._out.observe(observations.CardLeft(line.name, share.number))
            if not share.holders:
                self._shares.end(share)


def _card_for(share: Share, account: Account) -> Card | None:
    """Pick the card of a share that an account may use, the preferred line's first."""
    for card in share.cards:
        if account.sees(card):
            return card
    return None
