"""The stream's own speed: in real time, or as fast as the machine can."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import Callable
from typing import Final, Protocol

from hearth.dvb import ControlWords
from hearth.lab.picture.box import Box, HeardEcm
from hearth.lab.statistics import Verdict
from hearth.lab.watch import Watch

GREATEST_LAG_S: Final = 0.05  # behind its time; then the stream waits for us


class Pace(Protocol):
    """Who says how late it is in the stream."""

    @property
    def now(self) -> float:
        """The stream's time."""

    async def until(self, time_s: float) -> None:
        """Wait until the stream is so far."""

    async def hold(
        self,
        watch: Watch,
        condition: Callable[[], bool],
        time_s: float,
        longest_s: float,
    ) -> float:
        """
        Let the stream stand still until something holds, or for so long.

        Args:
            watch: Where changes are told.
            condition: What is waited for.
            time_s: The stream's time at which it stands still.
            longest_s: From then on.

        Returns:
            For how many seconds of the stream it did.

        """


class RealPace:
    """
    Real time, or faster by a factor.

    Who cannot keep up makes the stream wait: a busy machine is not a late
    answer.

    Args:
        speed: Seconds of the stream in one second.
        clock: Tells real seconds; without it, the loop's.

    Attributes:
        waited_s: For how long the stream has waited so far.

    """

    def __init__(
        self, speed: float = 1.0, clock: Callable[[], float] | None = None
    ) -> None:
        self.waited_s = 0.0
        self._clock = clock or asyncio.get_running_loop().time
        self._speed = speed
        self._zero_s: float | None = None  # the clock's at the stream's time 0

    @property
    def now(self) -> float:
        """The stream's time."""
        if self._zero_s is None:
            return 0.0
        return (self._clock() - self._zero_s) * self._speed

    async def until(self, time_s: float) -> None:
        """Wait until the stream is so far; the first time sets the clock."""
        if self._zero_s is None:
            self._set(time_s)
        early_s = (time_s - self.now) / self._speed
        if early_s < -GREATEST_LAG_S:
            self.waited_s -= early_s
            self._set(time_s)
        await asyncio.sleep(max(0.0, early_s))

    async def hold(
        self,
        watch: Watch,
        condition: Callable[[], bool],
        time_s: float,
        longest_s: float,
    ) -> float:
        """Let the stream stand still until something holds, or for so long."""
        left_s = max(0.0, time_s + longest_s - self.now)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(left_s / self._speed):
                await watch.until(condition)
        stood_s = self.now - time_s
        self._set(time_s)
        return stood_s

    def _set(self, time_s: float) -> None:
        self._zero_s = self._clock() - time_s / self._speed


class SimulatedCard:
    """
    A card and a clock that are made up: each answer comes exactly so late.

    Args:
        answer: What the card does with an ECM: after how many seconds of the
            stream, and what it says; None where it never answers.

    """

    def __init__(
        self, answer: Callable[[HeardEcm], tuple[float, ControlWords] | None]
    ) -> None:
        self._answer = answer
        self._box: Box
        self._now = 0.0
        self._order = itertools.count()
        self._due: list[tuple[float, int, HeardEcm, ControlWords]] = []

    @property
    def now(self) -> float:
        """The stream's time."""
        return self._now

    def serve(self, box: Box) -> None:
        """Answer a receiver from now on."""
        self._box = box
        box.ask = self.ask

    def ask(self, ecm: HeardEcm) -> None:
        """Ask for an ECM."""
        reply = self._answer(ecm)
        if reply is None:
            ecm.verdict = Verdict.UNANSWERED
            return
        after_s, words = reply
        ecm.after_s = after_s
        due = (ecm.heard_s + after_s, next(self._order), ecm, words)
        heapq.heappush(self._due, due)

    async def until(self, time_s: float) -> None:
        """Let the time pass at once, and give what answers come meanwhile."""
        while self._due and self._due[0][0] <= time_s:
            self._give()
        self._now = time_s
        await asyncio.sleep(0)

    async def hold(
        self,
        watch: Watch,
        condition: Callable[[], bool],
        time_s: float,
        longest_s: float,
    ) -> float:
        """Give what answers come within that time, until the condition holds."""
        del watch, time_s
        began_s, last_s = self._now, self._now + longest_s
        while not condition() and self._due and self._due[0][0] <= last_s:
            self._now = max(self._now, self._due[0][0])
            self._give()
        stood_s = (self._now if condition() else last_s) - began_s
        self._now = began_s
        # The stream has stood still for so long, and the card has not.
        self._due = [
            (due_s - stood_s, number, ecm, words)
            for due_s, number, ecm, words in self._due
        ]
        return stood_s

    def _give(self) -> None:
        due_s, _, ecm, words = heapq.heappop(self._due)
        is_right = words == ecm.right
        ecm.verdict = Verdict.RIGHT if is_right else Verdict.WRONG
        self._box.answer(ecm, words, due_s)
