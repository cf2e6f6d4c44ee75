"""How every part of a home behaves at this moment: its own way, changed by faults."""

from __future__ import annotations

from collections import deque
from typing import Any, Final, TypeVar

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.behaviours import (
    Behaviour,
    HubBehaviour,
    LinkBehaviour,
    LogInBehaviour,
    MachineFacts,
    NameBehaviour,
    ReceiverBehaviour,
)
from hearth.lab.scenario.fault import Fault
from hearth.lab.scenario.plan import HUB, MACHINE, Scenario
from hearth.lab.scenario.timeline import Turn

OVER_KEPT: Final = 128  # faults that are over, for freezes that end later
BEFORE_S: Final = 5.0  # a question that a fault has hit shows at the change of keys

T = TypeVar("T", bound=Behaviour)

Part = tuple[type[Any], str]  # which of its behaviours, and its name


class Conditions:
    """
    What is so now.

    Args:
        scenario: What is so without any fault.

    """

    def __init__(self, scenario: Scenario) -> None:
        self._usual = _usual(scenario)
        self._now = dict(self._usual)
        self._on: dict[Part, dict[int, Fault[Any]]] = {}
        self._names = [happening.fault.name for happening in scenario.happens]
        self._since: dict[int, float] = {}  # by the happening's number
        self._over: deque[tuple[str, float, float]] = deque(maxlen=OVER_KEPT)

    def of(self, kind: type[T], name: str) -> T:
        """Tell how a part behaves now."""
        behaviour = self._now[kind, name]
        assert isinstance(behaviour, kind)
        return behaviour

    def take(self, turn: Turn, now: float) -> list[Part]:
        """Let a fault begin or end; tell which parts behave differently now."""
        fault = turn.happening.fault
        if turn.begins:
            self._since[turn.number] = now
        else:
            self._over.append((fault.name, self._since.pop(turn.number), now))
        changed = []
        for name in turn.happening.to:
            part = (fault.changes, name)
            faults = self._on.setdefault(part, {})
            if turn.begins:
                faults[turn.number] = fault
            else:
                faults.pop(turn.number, None)
            before = self._now[part]
            self._now[part] = self._folded(part)
            if self._now[part] != before:
                changed.append(part)
        return changed

    def faults_between(self, begin: float, end: float) -> list[str]:
        """
        Name the faults that were on between two moments, or shortly before.

        Args:
            begin: On the clock of `take`'s ``now``.
            end: Likewise; not long ago.

        """
        names = {self._names[n] for n, since in self._since.items() if since <= end}
        for name, since, until in self._over:
            if since <= end and until + BEFORE_S >= begin:
                names.add(name)
        return sorted(names)

    def _folded(self, part: Part) -> Behaviour:
        """Change the usual behaviour by every fault that is on, in the file's order."""
        behaviour = self._usual[part]
        for _, fault in sorted(self._on.get(part, {}).items()):
            behaviour = fault.change(behaviour)
        return behaviour


def _usual(scenario: Scenario) -> dict[Part, Behaviour]:
    usual: dict[Part, Behaviour] = {
        (HubBehaviour, HUB): HubBehaviour(),
        (MachineFacts, MACHINE): scenario.machine,
    }
    for card in scenario.cards:
        usual[CardBehaviour, card.name] = card.behaviour
    for line in scenario.lines:
        usual[LinkBehaviour, line.name] = line.link
        usual[LogInBehaviour, line.name] = LogInBehaviour()
        usual[NameBehaviour, line.name] = NameBehaviour()
    for receiver in scenario.receivers:
        usual[LinkBehaviour, receiver.name] = receiver.link
        usual[LogInBehaviour, receiver.name] = LogInBehaviour()
        usual[ReceiverBehaviour, receiver.name] = ReceiverBehaviour()
    return usual
