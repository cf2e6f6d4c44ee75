"""Hearth in simulated time: core's server, told of events and carrying out commands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol

from hearth.core import commands, events
from hearth.core.observations import Observation
from hearth.core.server import Server
from hearth.core.settings import Settings
from hearth.dvb import Card, ControlWords
from hearth.lab.simulated.agenda import Agenda

SPARE_S: Final = 1.0  # beyond the time within which every question is answered
HOLD_S: Final = 3.0  # the least that core waits, however short the timeout is

Observer = Callable[[Observation, float], None]


class Receiver(Protocol):
    """A receiver's connection, at the hub's side."""

    def admit(self) -> None:
        """Say that the log-in is right."""

    def drop(self, reason: str) -> None:
        """End the connection."""

    def announce(self, share: int, card: Card) -> None:
        """Tell of a card."""

    def withdraw(self, share: int) -> None:
        """Tell that a card is gone."""

    def answer(self, number: int, control_words: ControlWords) -> None:
        """Give the answer to a question."""

    def cannot_answer(self, number: int) -> None:
        """Tell that there is no answer to a question."""


class Line(Protocol):
    """A line, at the hub's side."""

    def start(self) -> None:
        """Connect, and again after each end."""

    def stop(self) -> None:
        """End the connection, and connect no more."""

    def ask(self, command: commands.Ask) -> None:
        """Put a question."""

    def forget(self, attempt: int) -> None:
        """Stop waiting for an answer."""

    def reset(self, reason: str) -> None:
        """End the connection; it is made anew."""


class Hub:
    """
    Hearth itself; may be ended and begun again.

    Args:
        agenda: The time.
        settings: What it is told of the home.
        minute_of_day: The home's, for a moment.
        chance: For the jitter of pauses.

    Attributes:
        chance: For the jitter of pauses.
        lines: By their keys.
        observers: Told of everything that core sees.
        asked: Questions of receivers so far.
        left: Of those, how many stayed without any answer for too long.

    """

    def __init__(
        self,
        agenda: Agenda,
        settings: Settings,
        *,
        minute_of_day: Callable[[float], int],
        chance: Callable[[], float],
    ) -> None:
        self.lines: dict[str, Line] = {}
        self.observers: list[Observer] = []
        self.asked = 0
        self.left = 0
        self._agenda = agenda
        self._settings = settings
        self._minute_of_day = minute_of_day
        self.chance = chance
        self._server: Server | None = None
        self._receivers: dict[int, Receiver] = {}
        self._last_connection = 0
        self._events: deque[events.Event] = deque()
        self._is_busy = False
        self._wake = 0.0
        self._daily: dict[type, Callable[[Any], None]] = {
            commands.Ask: self._ask,
            commands.Answer: self._answer,
            commands.WakeAt: self._wake_at,
        }
        self._open: dict[tuple[int, int], float] = {}
        self._longest_s = max(settings.recv_timeout_s, HOLD_S) + SPARE_S

    @property
    def is_on(self) -> bool:
        """Whether it runs."""
        return self._server is not None

    @property
    def server(self) -> Server | None:
        """The decisions, to be looked at; None while it does not run."""
        return self._server

    def start(self) -> None:
        """Begin, with nothing known of what was before."""
        if self._server is not None:
            return
        self._server = Server(
            self._settings, minute_of_day=self._minute_of_day, chance=self.chance
        )
        self._server.deliver_to(self._carry_out, self._observe)
        for line in self.lines.values():
            line.start()

    def stop(self) -> None:
        """End: the system closes every connection."""
        self._server = None
        self._events.clear()
        self._open.clear()
        for line in self.lines.values():
            line.stop()
        receivers, self._receivers = self._receivers, {}
        for receiver in receivers.values():
            receiver.drop("Hearth is ending")

    def add(self, receiver: Receiver) -> int:
        """Give a connection its number."""
        self._last_connection += 1
        self._receivers[self._last_connection] = receiver
        return self._last_connection

    def remove(self, number: int, reason: str) -> None:
        """Take note that a connection has ended."""
        if self._receivers.pop(number, None) is not None:
            self.tell(events.ConnectionLost(number, reason))

    def ask(self, event: events.EcmAsked) -> None:
        """Take a receiver's question."""
        now = self._agenda.now
        self.asked += 1
        self._open[event.connection, event.number] = now
        self._look_for_left(now)
        self.tell(event)

    def tell(self, event: events.Event) -> None:
        """Let core decide on an event, and carry out what it says."""
        self._events.append(event)
        if self._is_busy:
            return
        self._is_busy = True
        while self._events and self._server is not None:
            self._server.handle(self._events.popleft(), self._agenda.now)
        self._events.clear()
        self._is_busy = False

    def settle(self) -> None:
        """Count what was left without an answer until now."""
        self._look_for_left(self._agenda.now)

    def _look_for_left(self, now: float) -> None:
        """Count the questions that are overdue; one of a lost connection is not."""
        overdue = now - self._longest_s
        while self._open:
            key = next(iter(self._open))
            if key[0] in self._receivers and self._open[key] > overdue:
                return
            self.left += key[0] in self._receivers
            del self._open[key]

    def _time_came(self, when: float) -> None:
        if when == self._wake and self._server is not None:
            self._wake = 0.0
            self.tell(events.TimeCame())

    def _observe(self, observation: Observation) -> None:
        for observer in self.observers:
            observer(observation, self._agenda.now)

    def _carry_out(self, command: commands.Command) -> None:
        self._daily.get(type(command), self._carry_out_other)(command)

    def _ask(self, command: commands.Ask) -> None:
        self.lines[command.line].ask(command)

    def _answer(self, command: commands.Answer) -> None:
        self._open.pop((command.connection, command.number), None)
        receiver = self._receivers.get(command.connection)
        if receiver is not None:
            receiver.answer(command.number, command.control_words)

    def _wake_at(self, command: commands.WakeAt) -> None:
        self._wake = command.time
        self._agenda.at(command.time, self._time_came, command.time)

    def _carry_out_other(self, command: commands.Command) -> None:
        match command:
            case commands.Forget():
                self.lines[command.line].forget(command.attempt)
            case commands.ResetLine():
                self.lines[command.line].reset(command.reason)
            case commands.SendEmm() | commands.LookUp():
                pass  # the lab has no host locks, and its cards do nothing with EMMs
            case _:
                self._to_receiver(command)

    def _to_receiver(self, command: commands.Command) -> None:
        assert isinstance(
            command,
            commands.Admit
            | commands.Drop
            | commands.Announce
            | commands.Withdraw
            | commands.CannotAnswer,
        )
        receiver = self._receivers.get(command.connection)
        if receiver is None:
            return
        match command:
            case commands.CannotAnswer():
                self._open.pop((command.connection, command.number), None)
                receiver.cannot_answer(command.number)
            case commands.Announce():
                receiver.announce(command.share, command.card)
            case commands.Withdraw():
                receiver.withdraw(command.share)
            case commands.Admit():
                receiver.admit()
            case commands.Drop():
                del self._receivers[command.connection]
                receiver.drop(command.reason)
