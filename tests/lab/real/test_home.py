"""A scenario's home around Hearth: what each part is told to do, and does."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from hearth.lab.real.home import NOBODY, OUTSIDE, RealHome, free_port
from hearth.lab.real.relay import HOST
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.scenario.behaviours import NameBehaviour
from hearth.lab.scenario.conditions import Conditions
from hearth.lab.scenario.timeline import turns
from tests.lab.real.hubs import open_hub
from tests.lab.scenario.homes import happens, home


def test_a_free_port_can_be_had() -> None:
    assert 0 < free_port() < 65536


@pytest.mark.asyncio
async def test_names_lead_where_their_faults_say() -> None:
    scenario = home(
        happens("name elsewhere", "card.home.lan", at="'1 s'"),
        happens("name elsewhere", "card.home.lan", at="'2 s'", outside="true"),
        happens("name unknown", "card.home.lan", at="'3 s'"),
    )
    conditions = Conditions(scenario)
    led: list[str] = []
    async with RealHome(
        scenario, seed=1, open_hub=open_hub, conditions=conditions, pace=1.0
    ) as it:
        led.append((await it._look_up("card.home.lan", 1))[0].plain)
        for turn in turns(scenario, 2.5):
            for part in conditions.take(turn, 0.0):
                assert part[0] is NameBehaviour
                await it.change(part)
            led.append((await it._look_up("card.home.lan", 1))[0].plain)
        *_, last = turns(scenario, 10.0)
        for part in conditions.take(last, 0.0):
            await it.change(part)
        with pytest.raises(OSError, match="not known"):
            await it._look_up("card.home.lan", 1)

    assert led == [HOST, NOBODY, OUTSIDE]


def watches(receiver: LabReceiver) -> bool:
    return receiver.state is State.WATCHING


@pytest.mark.asyncio
async def test_receivers_come_in_from_addresses_of_their_own() -> None:
    scenario = home(happens("emm feeder", "tv", at="'1 s'", each="'50 ms'"))
    conditions = Conditions(scenario)
    async with (
        asyncio.timeout(10.0),
        RealHome(
            scenario, seed=1, open_hub=open_hub, conditions=conditions, pace=1.0
        ) as it,
    ):
        await it.switch_hub(on=True)
        async with asyncio.TaskGroup() as group:
            for receiver in it.receivers.values():
                group.create_task(receiver.run())
            for receiver in it.receivers.values():
                await receiver.watch.until(partial(watches, receiver))
            (begins,) = turns(scenario, 5.0)
            for part in conditions.take(begins, 0.0):
                await it.change(part)
            server = it._servers["card.home.lan"]
            await server.watch.until(lambda: server.counts.emms >= 2)
            for receiver in it.receivers.values():
                receiver.stop()

    assert server.counts.emms >= 2
