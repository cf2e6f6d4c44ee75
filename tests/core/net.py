"""
A net without sockets: lines that answer after a while, receivers that watch.

Time goes from one thing that happens to the next, wakes included, so that an
evening of a household takes a second.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from hearth.dvb import ControlWords
from tests.core.home import PARTNER, SERVICE, WRONG, Home, Receiver, words

PERIOD_S: Final = 10.0  # crypto period
GIVES_UP_S: Final = 6.0  # when a receiver asks again
RECONNECT_S: Final = 1.0


@dataclass
class Manner:
    """How a line answers at the moment."""

    shortest_s: float = 0.15
    longest_s: float = 0.4
    is_silent: bool = False
    refuses: bool = False
    is_wrong: bool = False


class Net:
    """Runs a home: its lines' manners, and receivers that each watch a channel."""

    def __init__(self, home: Home, chance: Random, *, capacity: int = PARTNER) -> None:
        self.home = home
        self.chance = chance
        self.manners = {key: Manner() for key in home.lines}
        self.times: list[float] = []
        self.refused = 0
        self._capacity = capacity
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._asked: dict[tuple[int, int], float] = {}
        self._down: set[str] = set()
        home.on_hearing = self._hear
        for key in home.lines:
            self._serve(key)

    def at(self, time: float, action: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (time, next(self._count), action))

    def runs(self, seconds: float) -> None:
        """Let everything happen that does in this time."""
        home = self.home
        end = home.now + seconds
        while home.now < end:
            moments = [end, *(entry[0] for entry in self._agenda[:1])]
            if home.watch.wake is not None:
                moments.append(home.watch.wake)
            home.after(max(0.0, min(moments) - home.now))
            while self._agenda and self._agenda[0][0] <= home.now:
                heapq.heappop(self._agenda)[2]()
            self._mend()

    # Lines

    def _serve(self, key: str) -> None:
        line = self.home[key]

        def asked(attempt: int, section: int) -> None:
            manner = self.manners[key]
            if manner.is_silent:
                return
            delay = self.chance.uniform(manner.shortest_s, manner.longest_s)
            pair: ControlWords | None = words(section)
            if manner.is_wrong:
                pair = WRONG
            elif manner.refuses:
                pair = None
            self.at(self.home.now + delay, lambda: answers(attempt, pair))

        def answers(attempt: int, pair: ControlWords | None) -> None:
            if attempt in line.under_way and not self.manners[key].is_silent:
                line.ends(attempt, pair)

        line.on_ask = asked

    def cuts(self, key: str, seconds: float = RECONNECT_S) -> None:
        """End a line's connection; it is back after a while."""
        if key not in self._down:
            self._down.add(key)
            self.home[key].goes_down()
            self.at(self.home.now + seconds, lambda: self._connect(key))

    def _connect(self, key: str) -> None:
        if self.manners[key].is_silent:  # nobody takes the connection either
            self.at(self.home.now + RECONNECT_S, lambda: self._connect(key))
            return
        self._down.discard(key)
        self.home[key].comes_up(capacity=self._capacity)

    def _mend(self) -> None:
        """Do what net does with a line that core wants to be made anew."""
        for key, line in self.home.lines.items():
            if line.resets:
                line.resets = 0
                self.cuts(key)

    # Receivers

    def watches(self, receiver: Receiver, channel: int) -> None:
        """Let a receiver ask for a channel's section in every period from now on."""
        if receiver not in self.home:
            return
        offset = channel * 1.7 % PERIOD_S
        period = int((self.home.now - offset) // PERIOD_S)
        section = channel * 200 + period % 200
        self._asks(receiver, section, channel)
        next_period = offset + (period + 1) * PERIOD_S + self.chance.uniform(0, 0.1)
        self.at(next_period, lambda: self.watches(receiver, channel))

    def _asks(self, receiver: Receiver, section: int, channel: int) -> None:
        self._asked.setdefault((receiver.connection, section), self.home.now)
        receiver.asks(section, service=SERVICE + channel)
        self._hear(receiver)

    def _hear(self, receiver: Receiver) -> None:
        for section, answer in receiver.hears():
            since = self._asked.pop((receiver.connection, section), None)
            if answer is None:
                self.refused += 1
            else:
                assert answer == section
                assert since is not None
                self.times.append(self.home.now - since)
