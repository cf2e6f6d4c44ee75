"""The network between Hearth and one peer, and one connection over it."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Final

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.scenario.transit import MOST_RESENDS, RESEND_S, Transit
from hearth.lab.simulated.agenda import Agenda

KEEP_ALIVE_S: Final = 30.0
SILENCE_S: Final = 29.5  # without a sign of life, from the first unanswered byte
NO_SIGN: Final = "no sign of life from the other end: it is off, or the network is"
ENDED: Final = "the other end closed the connection"


class Side(IntEnum):
    """Which end of a connection."""

    HUB = 0
    PEER = 1


class Network:
    """
    What is between Hearth and one peer, whether it is connected or not.

    Args:
        agenda: The time.
        behaviour: How it is at the beginning.
        seed: Of its dice.

    Attributes:
        is_open: Whether anything gets through.

    """

    def __init__(self, agenda: Agenda, behaviour: LinkBehaviour, seed: str) -> None:
        self.agenda = agenda
        self.cable: Cable | None = None
        self._transit = Transit(seed)
        self._behave(behaviour)

    @property
    def round_trip_s(self) -> float:
        """How long there and back takes, without bad luck."""
        return 2 * self.behaviour.delay_s

    def change(self, behaviour: LinkBehaviour) -> None:
        """Behave differently from now on."""
        before = self.behaviour.way
        self._behave(behaviour)
        cable = self.cable
        if cable is None or before is behaviour.way:
            return
        match behaviour.way:
            case Way.OPEN:
                cable.go_on()
            case Way.SILENT:
                cable.fall_silent()
            case _:
                cable.cut(ENDED)

    def transit_s(self) -> float:
        """Tell how long something that is sent now takes."""
        if self._steady_s is not None:
            return self._steady_s
        return self._transit.seconds(self.behaviour, self.agenda.now)

    def _behave(self, behaviour: LinkBehaviour) -> None:
        self.behaviour = behaviour
        self.is_open = behaviour.way is Way.OPEN
        is_steady = not (behaviour.jitter_s or behaviour.loss or behaviour.pause_s)
        self._steady_s = behaviour.delay_s if is_steady else None


class Cable:
    """
    One connection; what one side sends comes to the other in order, or not at all.

    Args:
        network: Which it goes over.
        ended: Called with the reason at each end where the connection ends
            without its own doing: the hub's, the peer's.

    """

    def __init__(
        self,
        network: Network,
        ended: tuple[Callable[[str], object], Callable[[str], object]],
    ) -> None:
        self.is_up = True
        self._network = network
        self._agenda = network.agenda
        self._ended = ended
        self._last = [0.0, 0.0]
        self._held: tuple[list[_Held], list[_Held]] = ([], [])
        network.cable = self

    def send(self, to: Side, action: Callable[..., object], *args: Any) -> None:
        """Let something be done at the other side when this arrives there."""
        if not self.is_up:
            return
        if self._held[to] or not self._network.is_open:
            self._hold(to, action, args)
            return
        agenda = self._agenda
        when = max(self._last[to], agenda.now + self._network.transit_s())
        self._last[to] = when
        agenda.at(when, self._deliver, action, args)

    def hang_up(self, by: Side) -> None:
        """End the connection; the other side hears of it, if anything gets through."""
        if not self.is_up:
            return
        other = Side.PEER if by is Side.HUB else Side.HUB
        ended = self._ended[other]
        if self._network.is_open:
            when = max(self._last[other], self._agenda.now + self._network.transit_s())
            self._agenda.at(when, ended, ENDED)
        else:
            self._agenda.after(SILENCE_S, ended, NO_SIGN)
        self._close()

    def cut(self, reason: str) -> None:
        """End the connection at both sides."""
        if self.is_up:
            self._close()
            for ended in self._ended:
                self._agenda.after(self._network.behaviour.delay_s, ended, reason)

    def fall_silent(self) -> None:
        """Let nothing through from now on; keepalives find out."""
        self._agenda.after(KEEP_ALIVE_S, self._probe)

    def go_on(self) -> None:
        """Let everything through again: what is held comes with TCP's next try."""
        for to in Side:
            held = list(self._held[to])
            self._held[to].clear()
            if held:
                when = max(self._last[to], self._next_try(held[0].since))
                self._last[to] = when
                for message in held:
                    self._agenda.at(when, self._deliver, message.action, message.args)

    def _close(self) -> None:
        self.is_up = False
        if self._network.cable is self:
            self._network.cable = None

    def _deliver(self, action: Callable[..., object], args: tuple[Any, ...]) -> None:
        if self.is_up:
            action(*args)

    def _hold(
        self, to: Side, action: Callable[..., object], args: tuple[Any, ...]
    ) -> None:
        held = self._held[to]
        if not held:
            self._agenda.after(SILENCE_S, self._give_up, to, self._agenda.now)
        held.append(_Held(self._agenda.now, action, args))

    def _probe(self) -> None:
        """Send a keepalive, which is nothing but something to be held."""
        if self.is_up and not self._network.is_open:
            for to in Side:
                if not self._held[to]:
                    self._hold(to, _nothing, ())

    def _give_up(self, to: Side, since: float) -> None:
        """End a connection whose first held byte has been waiting for too long."""
        held = self._held[to]
        if self.is_up and held and held[0].since == since:
            self.cut(NO_SIGN)

    def _next_try(self, since: float) -> float:
        now, pause_s = self._agenda.now, RESEND_S
        for _ in range(MOST_RESENDS):
            since += pause_s
            if since >= now:
                return since + self._network.transit_s()
            pause_s *= 2
        return now + self._network.transit_s()


class _Held:
    """Something on its way that does not get through."""

    __slots__ = ("action", "args", "since")

    def __init__(
        self, since: float, action: Callable[..., object], args: tuple[Any, ...]
    ) -> None:
        self.since = since
        self.action = action
        self.args = args


def _nothing() -> None:
    """Be a keepalive."""
