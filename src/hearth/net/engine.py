"""Between core and the sockets: events in, commands carried out, time told."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol, assert_never

from hearth.core import commands, events
from hearth.core.observations import Observation
from hearth.core.server import Server
from hearth.dvb import Card, ControlWords
from hearth.net.reading import read_buffer
from hearth.net.sockets import RoundTrip

# While receivers wait, observers are told some at a time: one by one, each finds the
# processor's caches full of something else, a tenth of the whole work in a flood.
OBSERVE_AFTER_S: Final = 0.004
TOGETHER: Final = 24  # observations, which take half a millisecond

log = logging.getLogger("hearth.net")

ForLine = commands.Forget | commands.SendEmm | commands.ResetLine
ForReceiver = (
    commands.Admit
    | commands.Drop
    | commands.Announce
    | commands.Withdraw
    | commands.CannotAnswer
)
Observer = Callable[[Observation, float], None]


class Receiver(Protocol):
    """A receiver's connection, whatever it speaks."""

    keep_alive_s: float

    @property
    def name(self) -> str:
        """Its account, once it is logged in; before that, its address."""

    def round_trip(self) -> RoundTrip | None:
        """Tell how long the network takes, if the system knows."""

    def admit(self) -> None:
        """Say that the log-in is right."""

    def drop(self, reason: str) -> None:
        """End the connection."""

    def stop_reading(self) -> None:
        """Take no further questions; those that are under way are answered."""

    def announce(self, share: int, card: Card) -> None:
        """Tell of a card."""

    def withdraw(self, share: int) -> None:
        """Tell that a card is gone."""

    def answer(self, number: int, control_words: ControlWords) -> None:
        """Give the answer to a question."""

    def cannot_answer(self, number: int, *, share_gone: bool) -> None:
        """Tell that there is no answer to a question."""


class LineConnection(Protocol):
    """An upstream line's connection, whatever it speaks."""

    def ask(self, command: commands.Ask) -> None:
        """Put a question."""

    def forget(self, attempt: int) -> None:
        """Stop waiting for an answer."""

    def send_emm(self, command: commands.SendEmm) -> None:
        """Pass an EMM on."""

    def reset(self, reason: str) -> None:
        """End the connection; the supervisor makes it anew."""


class Engine:
    """
    Runs core.

    Events are handled one after the other: what a command brings about while
    it is carried out waits until that event is done. What core observed goes
    to the observers afterwards, off the ECM's path.

    Args:
        server: The decisions.
        loop: Its clock is the one that core is told.
        look_up: Finds the plain addresses of a host lock, none if unknown;
            called with the name and with what to do with the answer.

    Attributes:
        read_buffer: Where its connections read, see `SmallReads`.

    """

    def __init__(
        self,
        server: Server,
        loop: asyncio.AbstractEventLoop,
        look_up: Callable[[str, Callable[[tuple[str, ...]], None]], None],
    ) -> None:
        self.read_buffer = read_buffer()
        self._server = server
        self._loop = loop
        self._look_up = look_up
        self._receivers: dict[int, Receiver] = {}
        self._lines: dict[str, LineConnection] = {}
        self._events: deque[events.Event] = deque()
        self._is_busy = False
        self._wake: asyncio.TimerHandle | None = None
        self._observers: list[Observer] = []
        self._observed: deque[tuple[Observation, float]] = deque()
        self._telling: asyncio.Handle
        self._last_connection = 0
        self._is_closed = False
        self.on_quiet: Callable[[], None] | None = None
        self._daily: dict[type, Callable[[Any], None]] = {
            commands.Observe: self._observe,
            commands.Ask: self._ask,
            commands.Answer: self._answer,
        }

    @property
    def server(self) -> Server:
        """The decisions, to be looked at."""
        return self._server

    def observe_with(self, observer: Observer) -> None:
        """Let an observer be told of everything that core sees, with its time."""
        self._observers.append(observer)

    def add_receiver(self, receiver: Receiver) -> int:
        """Give a connection its number."""
        self._last_connection += 1
        self._receivers[self._last_connection] = receiver
        return self._last_connection

    def remove_receiver(self, number: int, reason: str) -> None:
        """Take note that a connection has ended."""
        if self._receivers.pop(number, None) is not None:
            self.tell(events.ConnectionLost(number, reason))

    def add_line(self, key: str, line: LineConnection) -> None:
        """Let a line's questions go to this connection."""
        self._lines[key] = line

    def remove_line(self, key: str, line: LineConnection) -> None:
        """Let a line's questions go nowhere, unless another connection has them."""
        if self._lines.get(key) is line:
            del self._lines[key]

    @property
    def receivers(self) -> tuple[Receiver, ...]:
        """Everybody who is connected, logged in or not."""
        return tuple(self._receivers.values())

    def tell(self, event: events.Event) -> None:
        """Let core decide on an event, and carry out what it says."""
        self._events.append(event)
        if self._is_busy:
            return
        self._is_busy = True
        try:
            while self._events:
                self._handle(self._events.popleft())
        finally:
            self._is_busy = False
        if self.on_quiet is not None and not self._server.questions_under_way:
            self.on_quiet()

    def observe(self, observation: Observation) -> None:
        """Take something that core has seen, or net itself; the observers are told."""
        if not self._observers:
            return
        observed = self._observed
        if not observed:
            self._telling = (
                self._loop.call_soon(self._tell_observers)  # the answer is out by then
                if self._server.is_idle
                else self._loop.call_later(OBSERVE_AFTER_S, self._tell_observers)
            )
        observed.append((observation, self._loop.time()))
        if len(observed) == TOGETHER:
            self._telling.cancel()
            self._loop.call_soon(self._tell_observers)

    @property
    def is_closed(self) -> bool:
        """Whether nobody is let in any more."""
        return self._is_closed

    def close(self) -> None:
        """Tell what was observed, and wake no more."""
        self._is_closed = True
        if self._wake is not None:
            self._wake.cancel()
        while self._observed:
            self._tell_observers()

    def _handle(self, event: events.Event) -> None:
        """
        Let core decide on one event.

        A fault of our own in there must not cost the other receivers theirs:
        it is logged, with where it happened, and everything goes on.
        """
        now = self._loop.time()
        try:
            todo = self._server.handle(event, now)
        except Exception:
            log.exception("a fault in Hearth, at %s", type(event).__name__)
            if self._wake is None:  # core may not have come to say when
                self._wake = self._loop.call_later(1.0, self._time_came)
            return
        for command in todo:
            self.carry_out(command)

    def carry_out(self, command: commands.Command) -> None:
        """
        Do what core wants done. Never raises.

        What it brings about in core comes when the event is done that core is
        handling now.
        """
        try:
            self._daily.get(type(command), self._carry_out_other)(command)
        except Exception:
            log.exception("a fault in Hearth, at %s", type(command).__name__)

    # The daily bread, of which every ECM has one each

    def _observe(self, command: commands.Observe) -> None:
        self.observe(command.observation)

    def _ask(self, command: commands.Ask) -> None:
        line = self._lines.get(command.line)
        if line is not None:
            line.ask(command)

    def _answer(self, command: commands.Answer) -> None:
        receiver = self._receivers.get(command.connection)
        if receiver is not None:
            receiver.answer(command.number, command.control_words)

    def _carry_out_other(
        self, command: commands.WakeAt | commands.LookUp | ForLine | ForReceiver
    ) -> None:
        """Do what is not in every ECM's journey."""
        match command:
            case commands.WakeAt():
                if self._wake is not None:
                    self._wake.cancel()
                self._wake = self._loop.call_at(command.time, self._time_came)
            case commands.LookUp():
                self._look_up_host(command)
            case commands.Forget() | commands.SendEmm() | commands.ResetLine():
                self._to_line(command)
            case _:
                self._to_receiver(command)

    def _to_line(self, command: ForLine) -> None:
        line = self._lines.get(command.line)
        if line is None:
            return
        match command:
            case commands.Forget():
                line.forget(command.attempt)
            case commands.SendEmm():
                line.send_emm(command)
            case commands.ResetLine():
                line.reset(command.reason)
            case _:
                assert_never(command)

    def _to_receiver(self, command: ForReceiver) -> None:
        receiver = self._receivers.get(command.connection)
        if receiver is None:
            return
        match command:
            case commands.CannotAnswer():
                receiver.cannot_answer(command.number, share_gone=command.share_gone)
            case commands.Announce():
                receiver.announce(command.share, command.card)
            case commands.Withdraw():
                receiver.withdraw(command.share)
            case commands.Admit():
                receiver.admit()
            case commands.Drop():
                del self._receivers[command.connection]
                receiver.drop(command.reason)
            case _:
                assert_never(command)

    def _look_up_host(self, command: commands.LookUp) -> None:
        self._look_up(
            command.host,
            lambda found: self.tell(events.HostResolved(command.connection, found)),
        )

    def _time_came(self) -> None:
        self._wake = None
        self.tell(events.TimeCame())

    def _tell_observers(self) -> None:
        """Tell some of what was observed; the rest in the loop's next turn."""
        observed = self._observed
        try:
            for _ in range(min(len(observed), max(TOGETHER, len(observed) // 16))):
                observation, now = observed.popleft()
                for observer in self._observers:
                    observer(observation, now)
        finally:
            if observed and not self._is_closed:
                self._loop.call_soon(self._tell_observers)
