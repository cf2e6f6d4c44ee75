"""A line in simulated time: connecting, pausing, asking, ending."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from hearth.core import commands
from hearth.core.observations import LineDown, LineUp, Observation
from hearth.core.settings import Line, Settings
from hearth.dvb import NodeId
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID, SERVICE_ID, make_ecm
from hearth.lab.identities import lab_card
from hearth.lab.scenario.behaviours import (
    LinkBehaviour,
    LogInBehaviour,
    NameBehaviour,
    Resolves,
    Way,
)
from hearth.lab.simulated.agenda import Agenda
from hearth.lab.simulated.cable import Network
from hearth.lab.simulated.hub import Hub
from hearth.lab.simulated.line import SimulatedLine

USUAL = LinkBehaviour(delay_s=0.01)


class World:
    def __init__(self, *, partner: bool = True) -> None:
        self.agenda = Agenda()
        settings = Settings(NodeId(b"12345678"), (), (Line("a", "a"),))
        self.hub = Hub(
            self.agenda, settings, minute_of_day=lambda _: 0, chance=lambda: 0.0
        )
        self.seen: list[tuple[Observation, float]] = []
        self.hub.observers.append(lambda seen, now: self.seen.append((seen, now)))
        self.network = Network(self.agenda, USUAL, "a")
        self.reader = CardReader(CardBehaviour(delay_s=0.2))
        self.line = SimulatedLine(
            "a", self.hub, self.network, self.reader, lab_card(), partner=partner
        )
        self.hub.lines["a"] = self.line

    def downs(self) -> list[tuple[str, float]]:
        return [
            (seen.step, round(now, 3))
            for seen, now in self.seen
            if isinstance(seen, LineDown)
        ]


def test_it_logs_in_after_some_round_trips() -> None:
    world = World()
    world.hub.start()
    world.agenda.run(1.0)
    (up,) = (seen for seen, _ in world.seen if isinstance(seen, LineUp))

    assert is_up(world)
    assert up.connect_s == 0.02
    assert world.hub.server is not None
    assert len(world.hub.server.snapshot(1.0).lines[0].cards) == 1


STEPS = [
    (NameBehaviour(resolves=Resolves.NOT), USUAL, "name look-up", 0.0),
    (NameBehaviour(resolves=Resolves.OUTSIDE), USUAL, "home address", 0.0),
    (NameBehaviour(resolves=Resolves.ELSEWHERE), USUAL, "connect", 0.02),
    (NameBehaviour(), replace(USUAL, way=Way.CLOSED), "connect", 0.02),
    (NameBehaviour(), replace(USUAL, way=Way.REJECTED), "connect", 0.02),
    (NameBehaviour(), replace(USUAL, way=Way.SILENT), "connect", 5.0),
]


@pytest.mark.parametrize(
    ("name", "network", "step", "takes_s"), STEPS, ids=range(len(STEPS))
)
def test_the_step_that_fails_and_pauses_that_grow(
    name: NameBehaviour, network: LinkBehaviour, step: str, takes_s: float
) -> None:
    world = World()
    world.line.name = name
    world.network.change(network)
    world.hub.start()
    world.agenda.run(200.0)
    downs = world.downs()
    pauses = [
        round(second[1] - first[1] - takes_s) for first, second in pairwise(downs)
    ]

    assert {where for where, _ in downs} == {step}
    assert downs[0][1] == takes_s
    assert pauses[:7] == [1, 2, 4, 8, 16, 32, 60]


@pytest.mark.parametrize(
    "behaviour", [LogInBehaviour(is_right=False), LogInBehaviour(is_expired=True)]
)
def test_a_log_in_that_is_refused(behaviour: LogInBehaviour) -> None:
    world = World()
    world.line.log_in = behaviour
    world.hub.start()
    world.agenda.run(2.0)

    assert [step for step, _ in world.downs()] == ["log-in", "log-in"]


def is_up(world: World) -> bool:
    return world.line.is_up


def ask(number: int) -> commands.Ask:
    return commands.Ask(
        "a",
        number,
        CA_SYSTEM_ID,
        PROVIDER_ID,
        1,
        SERVICE_ID,
        make_ecm(number),
    )


def test_what_ends_a_connection_and_how_soon_it_is_back() -> None:
    world = World()
    world.hub.start()
    world.agenda.run(20.0)
    world.line.ask(ask(1))
    world.line.forget(1)
    world.line.reset("enough")
    world.agenda.run(20.5)
    assert not is_up(world)
    world.agenda.run(22.0)  # it had lasted: the pause is the shortest
    assert is_up(world)
    world.line.relog()
    world.agenda.run(24.0)  # it had not: the pause is longer
    assert not is_up(world)
    world.agenda.run(25.0)
    assert is_up(world)

    assert [step for step, _ in world.downs()] == ["connection", "connection"]


def test_with_hearth_ends_its_line_and_nothing_comes_after_it() -> None:
    world = World()
    world.hub.start()
    world.agenda.run(20.0)
    world.line.ask(ask(1))
    world.hub.stop()
    world.agenda.run(40.0)
    assert not is_up(world)
    assert world.downs() == []
    world.hub.start()
    world.agenda.run(41.0)
    assert is_up(world)
