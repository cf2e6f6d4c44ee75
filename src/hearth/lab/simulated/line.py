"""An upstream line in simulated time: connecting, asking, its server and its card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hearth.core import commands, events
from hearth.core.pause import GrowingPause
from hearth.dvb import Card, ControlWords
from hearth.lab.card_reader import CardReader
from hearth.lab.scenario.behaviours import (
    LogInBehaviour,
    NameBehaviour,
    Resolves,
    Way,
)
from hearth.lab.simulated.agenda import Agenda
from hearth.lab.simulated.cable import Cable, Network, Side
from hearth.lab.simulated.hub import Hub
from hearth.net.lookup import CONNECT_S
from hearth.net.supervisor import WELL_S

PARTNER: Final = 255  # questions under way at a time; one in plain mode
LOG_IN_ROUND_TRIPS: Final = 3  # seed and password, names, the cards
SHARE: Final = 1


class SimulatedLine:
    """
    One line: both ends of it.

    Args:
        key: What core calls it.
        hub: Whose line it is.
        network: What is between.
        reader: The card at the other end; lines may share one.
        card: What the server announces.
        partner: Whether many questions may be under way at a time.

    Attributes:
        log_in: How Hearth logs in there.
        name: What its name look-up gives.
        is_up: Whether it is connected and logged in.

    """

    def __init__(
        self,
        key: str,
        hub: Hub,
        network: Network,
        reader: CardReader,
        card: Card,
        *,
        partner: bool = True,
    ) -> None:
        self.log_in = LogInBehaviour()
        self.name = NameBehaviour()
        self.is_up = False
        self._key = key
        self._hub = hub
        self._network = network
        self._reader = reader
        self._card = card
        self._capacity = PARTNER if partner else 1
        self._cable: Cable | None = None
        self._run = 0  # of the supervisor; what belongs to an earlier one is void
        self._pause: GrowingPause
        self._began = 0.0
        self._waiting: set[int] = set()

    @property
    def _agenda(self) -> Agenda:
        return self._network.agenda

    # What the hub wants

    def start(self) -> None:
        """Connect, and again after each end, with pauses that grow."""
        self._run += 1
        self._pause = GrowingPause(self._hub.chance)
        self._agenda.after(0.0, self._connect, self._run)

    def stop(self) -> None:
        """End the connection, and connect no more."""
        self._run += 1
        self._let_go()

    def ask(self, command: commands.Ask) -> None:
        """Put a question."""
        if self._cable is not None:
            self._waiting.add(command.attempt)
            self._cable.send(Side.PEER, self._asked, self._cable, command)

    def forget(self, attempt: int) -> None:
        """Stop waiting for an answer."""
        self._waiting.discard(attempt)

    def reset(self, reason: str) -> None:
        """End the connection; it is made anew."""
        if self._cable is not None:
            self._cable.hang_up(Side.HUB)
            self._agenda.after(0.0, self._ended, self._run, self._cable, reason)

    def relog(self) -> None:
        """Log in anew, since the account has changed: its server was begun again."""
        if self._cable is not None:
            self._cable.cut("the other end closed the connection")

    # Connecting

    def _connect(self, run: int) -> None:
        if run != self._run:
            return
        match self.name.resolves:
            case Resolves.NOT:
                self._fail("name look-up", "the name is not known")
            case Resolves.OUTSIDE:
                self._fail("home address", "its address is not one of this home")
            case Resolves.ELSEWHERE:
                self._later(self._fail, "connect", "connections are refused there")
            case Resolves.RIGHT:
                self._connect_there()

    def _connect_there(self) -> None:
        match self._network.behaviour.way:
            case Way.SILENT:
                why = f"no answer within {CONNECT_S:.0f} s"
                self._agenda.after(
                    CONNECT_S, self._if_same, self._run, self._fail, "connect", why
                )
            case Way.CLOSED:
                self._later(self._fail, "connect", "connections are refused there")
            case Way.REJECTED:
                self._later(self._fail, "connect", "there is no way to it")
            case Way.OPEN:
                self._later(self._log_in)

    def _log_in(self) -> None:
        run = self._run
        connect_s = self._network.round_trip_s
        cable: Cable
        cable = Cable(
            self._network,
            (
                lambda reason: self._ended(run, cable, reason),
                lambda reason: None,
            ),
        )
        self._cable = cable
        self._began = self._agenda.now
        log_in = self.log_in
        if log_in.is_right and not log_in.is_expired:
            cable.send(Side.PEER, self._let_in, cable, connect_s, LOG_IN_ROUND_TRIPS)
        else:
            cable.send(Side.PEER, self._refuse, cable)

    def _let_in(self, cable: Cable, connect_s: float, left: int) -> None:
        """Pass the log-in's messages there and back."""
        if left > 1:
            cable.send(
                Side.HUB,
                lambda: cable.send(Side.PEER, self._let_in, cable, connect_s, left - 1),
            )
        else:
            cable.send(Side.HUB, self._ready, cable, connect_s)

    def _refuse(self, cable: Cable) -> None:
        why = "user name or password wrong"
        cable.send(Side.HUB, self._refused, cable, why)

    def _refused(self, cable: Cable, why: str) -> None:
        cable.hang_up(Side.HUB)
        self._ended(self._run, cable, why, step="log-in")

    def _ready(self, cable: Cable, connect_s: float) -> None:
        if cable is self._cable:
            self.is_up = True
            self._hub.tell(events.LineReady(self._key, self._capacity, connect_s))
            self._hub.tell(events.CardAdded(self._key, SHARE, self._card))

    def _later(self, action: Callable[..., None], *args: str) -> None:
        """Do something after a round trip, if the supervisor is still the same."""
        self._agenda.after(
            self._network.round_trip_s, self._if_same, self._run, action, *args
        )

    def _if_same(self, run: int, action: Callable[..., None], *args: str) -> None:
        if run == self._run:
            action(*args)

    # Ending

    def _ended(
        self, run: int, cable: Cable, reason: str, *, step: str = "connection"
    ) -> None:
        if run == self._run and cable is self._cable:
            if self.is_up and self._agenda.now - self._began > WELL_S:
                self._pause.succeed()
            self._let_go()
            self._fail(step, reason)

    def _fail(self, step: str, reason: str) -> None:
        """Tell core that there is no connection, and try again after a pause."""
        self._hub.tell(events.LineLost(self._key, step, reason))
        self._agenda.after(self._pause.fail(), self._connect, self._run)

    def _let_go(self) -> None:
        self.is_up = False
        self._waiting.clear()
        cable, self._cable = self._cable, None
        if cable is not None:
            cable.hang_up(Side.HUB)

    # At the server

    def _asked(self, cable: Cable, command: commands.Ask) -> None:
        agenda = self._agenda
        if self.log_in.is_expired:
            self._reply(cable, command.attempt, None)
            return
        reply = self._reader.take(command.section, agenda.now)
        if reply is not None:
            agenda.at(
                reply.due, self._reply, cable, command.attempt, reply.control_words
            )

    def _reply(
        self, cable: Cable, attempt: int, control_words: ControlWords | None
    ) -> None:
        cable.send(Side.HUB, self._replied, attempt, control_words)

    def _replied(self, attempt: int, control_words: ControlWords | None) -> None:
        if attempt not in self._waiting:
            return
        self._waiting.discard(attempt)
        if control_words is None:
            self._hub.tell(events.LineRefused(self._key, attempt))
        else:
            self._hub.tell(events.LineAnswered(self._key, attempt, control_words))
