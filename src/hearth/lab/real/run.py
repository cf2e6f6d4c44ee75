"""A scenario on real sockets, from its beginning to its report."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from hearth.lab.real.home import OpenHub, RealHome
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.scenario.behaviours import HubBehaviour
from hearth.lab.scenario.conditions import Conditions
from hearth.lab.scenario.plan import HUB, NEVER, Happening, Scenario
from hearth.lab.scenario.report import (
    LineReport,
    ReceiverReport,
    Report,
    faults_of,
    seen_by,
)
from hearth.lab.scenario.timeline import Turn, turns

WORLD: Final = "real sockets"
LONGEST_PART: Final = 0.25  # of a run: what happens lasts no longer, to be over in it
LONGEST_SHARE: Final = 0.9  # of the time until it comes again
LAST_ANSWERS_S: Final = 10.0  # for what is under way at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """
    What is to be seen while a scenario runs.

    Attributes:
        elapsed_s: Since the beginning.
        seconds: Until when.
        faults: Those that are on.
        states: What each receiver does, by its name.

    """

    elapsed_s: float
    seconds: float
    faults: list[str]
    states: dict[str, str]
    receivers: tuple[ReceiverReport, ...]
    lines: tuple[LineReport, ...]


class RealRun:
    """
    One run; `run` is its whole life.

    A scenario that is longer than the run is shown in haste: evenings and
    what happens begin earlier, while answers, crypto periods and zaps take
    the time that they take.

    Args:
        scenario: Which.
        seconds: How long.
        seed: Of every dice; None: its own.
        open_hub: Runs Hearth.

    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seconds: float,
        seed: int | None = None,
        open_hub: OpenHub,
    ) -> None:
        self._scenario = scenario
        self._seconds = seconds
        self._seed = scenario.seed if seed is None else seed
        pace = max(1.0, scenario.lasts_s / seconds)
        self._hasty = in_haste(scenario, pace, seconds)
        self._conditions = Conditions(self._hasty)
        self._home = RealHome(
            self._hasty,
            seed=self._seed,
            open_hub=open_hub,
            conditions=self._conditions,
            pace=pace,
        )
        self._ending = asyncio.Event()
        self._began = 0.0

    def end(self) -> None:
        """End earlier; what is under way is still answered."""
        self._ending.set()

    async def run(self, show: Callable[[View], None], every_s: float) -> Report:
        """
        Run until the time is over, or until told to `end`.

        Args:
            show: Called now and then with what there is to see.
            every_s: How often.

        """
        async with self._home as home:
            self._began = home.now
            coming = list(turns(self._hasty, self._seconds))
            for turn in coming:
                if turn.at_s <= 0:  # so from before the beginning
                    await self._take(turn)
            home.logs.begin(home.now)
            if self._conditions.of(HubBehaviour, HUB).is_on:
                await home.switch_hub(on=True)
            async with asyncio.TaskGroup() as group:
                for receiver in home.receivers.values():
                    group.create_task(receiver.run(), name=receiver.name)
                happening = group.create_task(self._happen(coming))
                await self._watch(show, every_s)
                happening.cancel()
                await self._stop()
            return self._report()

    async def _happen(self, coming: list[Turn]) -> None:
        """Let begin and end what does, each at its moment."""
        for turn in coming:
            if turn.at_s <= 0:
                continue
            wait_s = self._began + turn.at_s - self._home.now
            await asyncio.sleep(max(0.0, wait_s))
            await self._take(turn)

    async def _take(self, turn: Turn) -> None:
        for part in self._conditions.take(turn, self._home.now):
            await self._home.change(part)

    async def _watch(self, show: Callable[[View], None], every_s: float) -> None:
        ends = self._began + self._seconds
        while not self._ending.is_set() and (left_s := ends - self._home.now) > 0:
            show(self._view())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(every_s, left_s)):
                    await self._ending.wait()

    async def _stop(self) -> None:
        """Ask nothing more, and wait for what is under way."""
        for witness in self._home.witnesses:
            witness.screen.turn_off(self._home.now)
        receivers = self._home.receivers.values()
        for receiver in receivers:
            receiver.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_ANSWERS_S):
                for receiver in receivers:
                    await receiver.watch.until(partial(_is_off, receiver))
        for receiver in receivers:
            receiver.drop()

    def _view(self) -> View:
        home = self._home
        now = home.now
        for witness in home.witnesses:
            witness.screen.settle(now)
        return View(
            elapsed_s=now - self._began,
            seconds=self._seconds,
            faults=self._conditions.faults_between(now, now),
            states={name: r.state.value for name, r in home.receivers.items()},
            receivers=tuple(seen_by(witness) for witness in home.witnesses),
            lines=home.logs.reports(now),
        )

    def _report(self) -> Report:
        scenario = self._scenario
        home = self._home
        left = sum(not _is_off(receiver) for receiver in home.receivers.values())
        return Report(
            scenario=scenario.name,
            tells=scenario.tells,
            world=WORLD,
            seed=self._seed,
            seconds=min(self._seconds, home.now - self._began),
            period_s=scenario.broadcast.period_s,
            lead_s=scenario.broadcast.lead,
            receivers=tuple(seen_by(witness) for witness in home.witnesses),
            lines=home.logs.reports(home.now),
            faults=faults_of(scenario),
            left_unanswered=left,
        )


def _is_off(receiver: LabReceiver) -> bool:
    return receiver.state is State.OFF


def in_haste(scenario: Scenario, pace: float, seconds: float) -> Scenario:
    """
    Let everything begin earlier, so that a long scenario fits a short run.

    What happens keeps its length, up to a quarter of the run.
    """
    longest_s = LONGEST_PART * seconds if pace > 1 else NEVER

    def hasty(happening: Happening) -> Happening:
        every_s, for_s = happening.every_s / pace, happening.for_s
        if for_s < NEVER:
            for_s = min(for_s, longest_s, LONGEST_SHARE * every_s)
        return replace(
            happening, at_s=happening.at_s / pace, for_s=for_s, every_s=every_s
        )

    return replace(scenario, happens=tuple(hasty(h) for h in scenario.happens))
