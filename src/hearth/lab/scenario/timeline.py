"""What begins and what ends in a scenario, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import NamedTuple

from hearth.lab.scenario.plan import NEVER, Happening, Scenario


class Turn(NamedTuple):
    """
    A fault begins or ends; sorts by time, and ends before beginnings.

    Attributes:
        at_s: From the scenario's beginning.
        begins: Otherwise it ends.
        number: The happening's place in the file.
        happening: Which.

    """

    at_s: float
    begins: bool
    number: int
    happening: Happening


def turns(scenario: Scenario, seconds: float) -> Iterator[Turn]:
    """
    Give everything that begins or ends before a moment, in order.

    What comes again is made as it is taken, so that a year costs no memory.
    """
    coming = [
        Turn(happening.at_s, begins=True, number=number, happening=happening)
        for number, happening in enumerate(scenario.happens)
        if happening.to
    ]
    heapq.heapify(coming)
    while coming and coming[0].at_s < seconds:
        turn = heapq.heappop(coming)
        yield turn
        happening = turn.happening
        if turn.begins:
            if happening.for_s < NEVER:
                _push(coming, turn, turn.at_s + happening.for_s, begins=False)
            if happening.every_s < NEVER:
                _push(coming, turn, turn.at_s + happening.every_s, begins=True)


def _push(coming: list[Turn], turn: Turn, at_s: float, *, begins: bool) -> None:
    heapq.heappush(
        coming, Turn(at_s, begins=begins, number=turn.number, happening=turn.happening)
    )
