"""One connection's network: order, silence, ends."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.simulated.agenda import Agenda
from hearth.lab.simulated.cable import ENDED, NO_SIGN, Cable, Network, Side


class World:
    def __init__(self, behaviour: LinkBehaviour | None = None) -> None:
        self.agenda = Agenda()
        self.usual = behaviour or LinkBehaviour(delay_s=0.01)
        self.network = Network(self.agenda, self.usual, "a")
        self.heard: list[tuple[int, float]] = []
        self.ends: list[tuple[str, str, float]] = []
        self.cable = Cable(self.network, (self._end("hub"), self._end("peer")))

    def _end(self, who: str):  # type: ignore[no-untyped-def]
        return lambda reason: self.ends.append((who, reason, self.agenda.now))

    def send(self, number: int, to: Side = Side.PEER) -> None:
        self.cable.send(to, lambda: self.heard.append((number, self.agenda.now)))

    def becomes(self, way: Way) -> None:
        self.network.change(replace(self.usual, way=way))


def test_what_is_sent_arrives_after_its_delay() -> None:
    world = World()
    world.send(1)
    world.agenda.run(1.0)

    assert world.heard == [(1, 0.01)]
    assert world.network.round_trip_s == 0.02


def test_nothing_overtakes_however_bad_the_network_is() -> None:
    world = World(LinkBehaviour(delay_s=0.05, jitter_s=0.05, loss=0.3, pause_s=0.5))
    dice = Random(1)
    for number in range(200):
        world.agenda.at(dice.random() * 0.01 + number / 50, world.send, number)
    world.agenda.run(100.0)

    assert [number for number, _ in world.heard] == list(range(200))


def test_what_is_sent_into_the_silence_comes_when_it_is_over() -> None:
    world = World()
    world.becomes(Way.SILENT)
    world.send(1)
    world.send(2)
    world.agenda.run(4.0)
    assert not world.heard
    world.becomes(Way.OPEN)
    world.agenda.run(20.0)

    assert [number for number, _ in world.heard] == [1, 2]
    assert world.heard[0][1] == pytest.approx(6.21)  # TCP's sixth try
    assert not world.ends


def test_a_silence_that_lasts_is_found_out_by_keepalives() -> None:
    world = World()
    world.becomes(Way.SILENT)
    world.agenda.run(100.0)

    assert [(who, why) for who, why, _ in world.ends] == [
        ("hub", NO_SIGN),
        ("peer", NO_SIGN),
    ]
    assert world.ends[0][2] == pytest.approx(59.51)
    assert not world.cable.is_up


def test_a_server_that_ends_is_known_at_once() -> None:
    world = World()
    world.send(1)
    world.becomes(Way.CLOSED)
    world.agenda.run(1.0)

    assert world.ends == [("hub", ENDED, 0.01), ("peer", ENDED, 0.01)]
    assert not world.heard
    world.send(2)
    world.becomes(Way.OPEN)
    assert not world.network.cable


@pytest.mark.parametrize(("way", "after_s"), [(Way.OPEN, 0.01), (Way.SILENT, 29.5)])
def test_who_hangs_up_is_heard_if_anything_gets_through(
    way: Way, after_s: float
) -> None:
    world = World()
    world.becomes(way)
    world.cable.hang_up(Side.PEER)
    world.cable.hang_up(Side.PEER)
    world.cable.cut("too late")
    world.agenda.run(100.0)

    assert [(who, at) for who, _, at in world.ends] == [("hub", after_s)]
