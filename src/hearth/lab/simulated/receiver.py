"""A receiver in simulated time: it logs in, watches, asks, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from hearth.core import events
from hearth.dvb import Card, ControlWords, Section
from hearth.lab.scenario.behaviours import (
    LogInBehaviour,
    ReceiverBehaviour,
    Way,
)
from hearth.lab.scenario.witness import Witness
from hearth.lab.screen import Cause
from hearth.lab.simulated.agenda import Agenda
from hearth.lab.simulated.cable import Cable, Network, Side
from hearth.lab.simulated.hub import Hub
from hearth.lab.viewer import NEVER, Question
from hearth.secret import Secret

CONNECT_S: Final = 5.0  # a receiver's patience with a hub that does not answer
PARTNER: Final = 255  # questions under way at a time; one in plain mode
MOST_UNREAD: Final = 160  # messages of 100 bytes: 16 kB, then Hearth ends it

Proves = Callable[[Secret], bool]


class SimulatedReceiver:
    """
    One receiver: both ends of its connection.

    Args:
        witness: Watches and judges.
        hub: Where it logs in.
        network: What is between.
        address: Its own.
        passwords: Of every account.
        partner: Whether many questions may be under way at a time.

    Attributes:
        behaviour: What it does besides watching.
        log_in: How it logs in.
        is_ready: Whether it is connected and logged in.

    """

    def __init__(
        self,
        witness: Witness,
        hub: Hub,
        network: Network,
        *,
        address: str,
        passwords: dict[str, Secret],
        partner: bool = True,
    ) -> None:
        self.witness = witness
        self.log_in = LogInBehaviour()
        self.behaviour = ReceiverBehaviour()
        self.is_ready = False
        self._viewer = witness.viewer
        self._hub = hub
        self._network = network
        self._address = address
        self._passwords = passwords
        self._capacity = PARTNER if partner else 1
        self._session: _Session | None = None
        self._shares: dict[int, Card] = {}
        self._wake = NEVER
        self._tries = 0  # what belongs to an earlier one is void

    @property
    def _agenda(self) -> Agenda:
        return self._network.agenda

    def start(self) -> None:
        """Switch on."""
        self._try()
        self._go_on()

    def behave(self, behaviour: ReceiverBehaviour) -> None:
        """Behave differently from now on."""
        before, self.behaviour = self.behaviour, behaviour
        session = self._session
        if session is None:
            return
        if behaviour.reads and not before.reads:
            session.read_on()
        if behaviour.hangs_up_every_s and not before.hangs_up_every_s:
            self._agenda.after(behaviour.hangs_up_every_s, self._hang_up, session)
        if behaviour.emm_every_s and not before.emm_every_s:
            self._feed(session)

    def relog(self) -> None:
        """Log in anew, since what it logs in with has changed."""
        if self._session is not None:
            self._hang_up(self._session)

    # Connecting

    def _try(self) -> None:
        self._tries += 1
        way = self._network.behaviour.way
        if way is Way.SILENT:
            self._agenda.after(CONNECT_S, self._pause, self._tries)
        elif way is Way.OPEN and self._hub.is_on:
            self._agenda.after(self._network.round_trip_s, self._connected, self._tries)
        else:
            self._agenda.after(self._network.round_trip_s, self._pause, self._tries)

    def _connected(self, number: int) -> None:
        if number != self._tries:
            return
        if not self._hub.is_on or not self._network.is_open:
            self._pause(number)
            return
        session = self._session = _Session(self, self._hub, self._network)
        session.offer(self._address, self._user, self._proves)
        if self.behaviour.hangs_up_every_s:
            every_s = self.behaviour.hangs_up_every_s
            self._agenda.after(every_s, self._hang_up, session)

    @property
    def _user(self) -> str:
        return self.log_in.account or self.witness.name

    def _proves(self, password: Secret) -> bool:
        return self.log_in.is_right and password == self._passwords[self._user]

    def _hang_up(self, session: _Session) -> None:
        if session is self._session:
            session.cable.hang_up(Side.PEER)
            self.ended(session)

    def _pause(self, number: int) -> None:
        """Come back after a while."""
        if number == self._tries:
            self._viewer.statistics.reconnects += 1
            self._agenda.after(self.behaviour.reconnect_s, self._try)

    # What its session tells

    def ended(self, session: _Session) -> None:
        """Take note that the connection is no more."""
        if session is not self._session:
            return
        self._session = None
        self.is_ready = False
        self._shares.clear()
        self._viewer.disconnected(self._agenda.now)
        self._pause(self._tries)
        self._go_on()

    def admitted(self, session: _Session) -> None:
        """Take note that the log-in is done."""
        if session is self._session:
            self.is_ready = True
            if self.behaviour.emm_every_s:
                self._feed(session)

    def told_of(self, share: int, card: Card | None) -> None:
        """Take note of a card, or of its end."""
        if card is None:
            self._shares.pop(share, None)
        else:
            self._shares[share] = card
        self._go_on()

    def answered(self, number: int, control_words: ControlWords) -> None:
        """Take an answer."""
        self._viewer.answered(number, control_words, self._agenda.now)
        if self._capacity == 1:
            self._go_on()

    def refused(self, number: int) -> None:
        """Take a "cannot answer"."""
        self._viewer.refused(number, self._agenda.now)
        if self._capacity == 1:
            self._go_on()

    # Watching

    def _woken(self, due: float) -> None:
        if due == self._wake:
            self._wake = NEVER
            self._go_on()

    def _go_on(self) -> None:
        """Do what is due, and come back when more will be."""
        now = self._agenda.now
        viewer = self._viewer
        gave_up = viewer.give_up(now) if viewer.under_way else ()
        if gave_up and self._capacity == 1 and self._session is not None:
            self._hang_up(self._session)  # nothing can be asked there any more
        is_ready = self._session is not None and self.is_ready
        self.witness.keeps_away(None if is_ready else Cause.NO_CONNECTION)
        if is_ready and viewer.under_way < self._capacity:
            self._ask(now)
        due = viewer.wake_at(now)
        if now < due < self._wake:
            self._wake = due
            self._agenda.at(due, self._woken, due)

    def _ask(self, now: float) -> None:
        share = self._share()
        if share is None:
            if self._viewer.is_on:
                self.witness.keeps_away(Cause.NO_CARD)
            return
        question = self._viewer.take_question(now)
        if question is not None and self._session is not None:
            self._session.ask(question, share)

    def _share(self) -> int | None:
        """Pick the card to ask: the closest one."""
        if len(self._shares) == 1:
            return next(iter(self._shares))
        fitting = [(card.hops, share) for share, card in self._shares.items()]
        return min(fitting)[1] if fitting else None

    # Card updates

    def _feed(self, session: _Session) -> None:
        """Pass on what is on air for the card; two who do send the same."""
        every_s = self.behaviour.emm_every_s
        if session is not self._session or not every_s:
            return
        if self._shares and self.is_ready:
            number = int(self._agenda.now / every_s).to_bytes(4, "big")
            session.feed(Section(b"\x82\x70\x07" + number + b"emm"), self._share() or 0)
        self._agenda.after(every_s, self._feed, session)


class _Session:
    """One connection: what is sent over it, and what the hub does with it."""

    def __init__(self, receiver: SimulatedReceiver, hub: Hub, network: Network) -> None:
        self._receiver = receiver
        self._hub = hub
        self._broadcast = receiver.witness.viewer.broadcast
        self._number = 0
        self._unread: list[Callable[[], object]] = []
        self.cable = Cable(network, (self._lost_at_hub, self._lost_at_receiver))

    # At the receiver

    def offer(self, address: str, user: str, proves: Proves) -> None:
        """Connect; the log-in then runs by itself."""
        self.cable.send(Side.HUB, self._offered, address, user, proves)

    def ask(self, question: Question, share: int) -> None:
        """Put a question."""
        event = events.EcmAsked(
            self._number,
            question.number,
            self._broadcast.ca_system_id,
            self._broadcast.provider_id,
            share,
            question.service_id,
            question.section,
        )
        self.cable.send(Side.HUB, self._hub.ask, event)

    def feed(self, emm: Section, share: int) -> None:
        """Pass a card update on."""
        event = events.EmmSent(
            self._number,
            self._broadcast.ca_system_id,
            self._broadcast.provider_id,
            share,
            emm,
        )
        self.cable.send(Side.HUB, self._hub.tell, event)

    def read_on(self) -> None:
        """Read what has come meanwhile."""
        unread, self._unread = self._unread, []
        for message in unread:
            message()

    def _lost_at_receiver(self, reason: str) -> None:
        del reason
        self._receiver.ended(self)

    # At the hub

    def admit(self) -> None:
        """Say that the log-in is right."""
        self._send(lambda: self.cable.send(Side.HUB, self._is_ready))

    def drop(self, reason: str) -> None:
        """End the connection."""
        del reason
        self.cable.hang_up(Side.HUB)

    def announce(self, share: int, card: Card) -> None:
        """Tell of a card."""
        self._send(self._receiver.told_of, share, card)

    def withdraw(self, share: int) -> None:
        """Tell that a card is gone."""
        self._send(self._receiver.told_of, share, None)

    def answer(self, number: int, control_words: ControlWords) -> None:
        """Give the answer to a question."""
        self._send(self._receiver.answered, number, control_words)

    def cannot_answer(self, number: int) -> None:
        """Tell that there is no answer to a question."""
        self._send(self._receiver.refused, number)

    def _send(self, action: Callable[..., object], *args: object) -> None:
        self.cable.send(Side.PEER, self._arrived, action, *args)

    def _arrived(self, action: Callable[..., object], *args: object) -> None:
        if self._receiver.behaviour.reads:
            action(*args)
            return
        self._unread.append(partial(action, *args))
        if len(self._unread) > MOST_UNREAD:
            self._unread.clear()
            self.cable.cut("the receiver does not read what it is sent")

    def _offered(self, address: str, user: str, proves: Proves) -> None:
        self._number = self._hub.add(self)
        self._hub.tell(events.ConnectionOffered(self._number, address))
        asked = events.LogInAsked(self._number, user, proves)
        # The seed goes one way, the password comes the other.
        self.cable.send(
            Side.PEER, lambda: self.cable.send(Side.HUB, self._hub.tell, asked)
        )

    def _is_ready(self) -> None:
        self._receiver.admitted(self)
        self._hub.tell(events.ReceiverReady(self._number, "a lab receiver"))

    def _lost_at_hub(self, reason: str) -> None:
        self._hub.remove(self._number, reason)
