"""A whole household in simulated time: built from a scenario, and run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from hearth.core.settings import MINUTES_A_DAY, Account, Line, Settings
from hearth.dvb import NodeId
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.identities import lab_card
from hearth.lab.scenario.behaviours import (
    HubBehaviour,
    LinkBehaviour,
    LogInBehaviour,
    NameBehaviour,
    ReceiverBehaviour,
)
from hearth.lab.scenario.conditions import Conditions, Part
from hearth.lab.scenario.line_log import LineLogs
from hearth.lab.scenario.plan import HUB, Scenario
from hearth.lab.scenario.report import Report, faults_of, seen_by
from hearth.lab.scenario.timeline import Turn, turns
from hearth.lab.scenario.witness import Witness
from hearth.lab.simulated.agenda import Agenda
from hearth.lab.simulated.cable import Network
from hearth.lab.simulated.hub import Hub, Observer
from hearth.lab.simulated.line import SimulatedLine
from hearth.lab.simulated.receiver import SimulatedReceiver
from hearth.secret import Secret

NODE: Final = NodeId(b"lab-hub.")
FIRST_ADDRESS: Final = 10  # 192.168.1.10 is the first receiver
WORLD: Final = "simulated time"


class SimulatedHousehold:
    """
    A home, from its card to its screens.

    Args:
        scenario: What it is, and what happens in it.
        seed: Of every dice; None: the scenario's own.
        observers: Told of everything that core sees, with its moment.

    Attributes:
        hub: Hearth.
        conditions: How every part behaves at the moment.
        lines: Hearth's lines, by their names.

    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int | None = None,
        observers: Iterable[Observer] = (),
    ) -> None:
        self.scenario = scenario
        self.seed = scenario.seed if seed is None else seed
        self.agenda = Agenda()
        self.conditions = Conditions(scenario)
        self._passwords = {
            receiver.name: Secret(f"of {receiver.name}".encode())
            for receiver in scenario.receivers
        }
        dice = Random(f"{self.seed} hub")  # noqa: S311  # jitter, no secrets
        self.hub = Hub(
            self.agenda,
            self._settings(),
            minute_of_day=self._minute_of_day,
            chance=dice.random,
        )
        self._readers = {
            card.name: CardReader(card.behaviour, seed=f"{self.seed} {card.name}")
            for card in scenario.cards
        }
        self._networks: dict[str, Network] = {}
        self.lines = {plan.name: self._line(n) for n, plan in enumerate(scenario.lines)}
        self._logs = LineLogs(self.lines)
        self._receivers = {
            plan.name: self._receiver(n) for n, plan in enumerate(scenario.receivers)
        }
        self.hub.observers = [self._logs.note, *observers]

    def run(self, seconds: float) -> None:
        """Let so much time pass, from the beginning."""
        self._coming = turns(self.scenario, seconds)
        first = next(self._coming, None)
        while first is not None and first.at_s <= 0:  # so from before the beginning
            self._take(first)
            first = next(self._coming, None)
        if self.conditions.of(HubBehaviour, HUB).is_on:
            self.hub.start()
        for receiver in self._receivers.values():
            receiver.start()
        if first is not None:
            self.agenda.at(first.at_s, self._turn, first)
        self.agenda.run(seconds)
        self.hub.settle()
        for witness in self.witnesses:
            witness.screen.turn_off(seconds)

    @property
    def witnesses(self) -> Iterator[Witness]:
        """What each receiver has seen so far."""
        return (receiver.witness for receiver in self._receivers.values())

    def report(self) -> Report:
        """Say what was to be seen."""
        scenario, now = self.scenario, self.agenda.now
        return Report(
            scenario=scenario.name,
            tells=scenario.tells,
            world=WORLD,
            seed=self.seed,
            seconds=now,
            period_s=scenario.broadcast.period_s,
            lead_s=scenario.broadcast.lead,
            receivers=tuple(seen_by(witness) for witness in self.witnesses),
            lines=self._logs.reports(now),
            faults=faults_of(scenario),
            left_unanswered=self.hub.left,
        )

    # Building

    def _settings(self) -> Settings:
        feeds = any(
            happening.fault.changes is ReceiverBehaviour
            for happening in self.scenario.happens
        )
        return Settings(
            NODE,
            tuple(Account(name, word) for name, word in self._passwords.items()),
            tuple(Line(plan.name, plan.name) for plan in self.scenario.lines),
            pass_emm=feeds,
        )

    def _line(self, number: int) -> SimulatedLine:
        plan = self.scenario.lines[number]
        hops = next(c.hops for c in self.scenario.cards if c.name == plan.card)
        line = SimulatedLine(
            plan.name,
            self.hub,
            self._network(plan.name),
            self._readers[plan.card],
            lab_card(hops=hops),
            partner=plan.partner,
        )
        self.hub.lines[plan.name] = line
        return line

    def _receiver(self, number: int) -> SimulatedReceiver:
        plan = self.scenario.receivers[number]
        witness = Witness(
            self.scenario,
            plan,
            seed=self.seed,
            clock=lambda: self.agenda.now,
            faults_between=self.conditions.faults_between,
        )
        return SimulatedReceiver(
            witness,
            self.hub,
            self._network(plan.name),
            address=f"192.168.1.{FIRST_ADDRESS + number}",
            passwords=self._passwords,
            partner=plan.partner,
        )

    def _network(self, name: str) -> Network:
        behaviour = self.conditions.of(LinkBehaviour, name)
        network = Network(self.agenda, behaviour, f"{self.seed} to {name}")
        self._networks[name] = network
        return network

    def _minute_of_day(self, now: float) -> int:
        return int((self.scenario.starts_s + now) / 60) % MINUTES_A_DAY

    # What happens

    def _turn(self, turn: Turn) -> None:
        self._take(turn)
        coming = next(self._coming, None)
        if coming is not None:
            self.agenda.at(coming.at_s, self._turn, coming)

    def _take(self, turn: Turn) -> None:
        for part in self.conditions.take(turn, self.agenda.now):
            self._change(part)

    def _change(self, part: Part) -> None:
        """Let a part behave as it does now."""
        kind, name = part
        of = self.conditions.of
        if kind is CardBehaviour:
            self._readers[name].behaviour = of(CardBehaviour, name)
        elif kind is LinkBehaviour:
            self._networks[name].change(of(LinkBehaviour, name))
        elif kind is NameBehaviour:
            self.lines[name].name = of(NameBehaviour, name)
            self.lines[name].relog()
        elif kind is ReceiverBehaviour:
            self._receivers[name].behave(of(ReceiverBehaviour, name))
        elif kind is HubBehaviour:
            self._switch_hub(on=of(HubBehaviour, name).is_on)
        elif kind is LogInBehaviour:
            self._change_log_in(name, of(LogInBehaviour, name))

    def _switch_hub(self, *, on: bool) -> None:
        if on:
            self.hub.start()
        else:
            self.hub.stop()
            self._logs.lost(self.agenda.now)

    def _change_log_in(self, name: str, behaviour: LogInBehaviour) -> None:
        part: SimulatedLine | SimulatedReceiver
        part = self.lines[name] if name in self.lines else self._receivers[name]
        expired = behaviour.is_expired and not part.log_in.is_expired
        part.log_in = behaviour
        if not expired:  # who is in stays in; it just gets no answers
            part.relog()


def simulate(
    scenario: Scenario,
    *,
    seconds: float | None = None,
    seed: int | None = None,
    observers: Iterable[Observer] = (),
) -> Report:
    """
    Run a scenario in simulated time.

    Args:
        scenario: Which.
        seconds: For how long; None: as long as it is.
        seed: Of every dice; None: its own. The same one gives the same report.
        observers: Told of everything that core sees, with its moment.

    """
    household = SimulatedHousehold(scenario, seed=seed, observers=observers)
    household.run(scenario.lasts_s if seconds is None else seconds)
    return household.report()
