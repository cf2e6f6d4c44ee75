"""
A scenario as the doctor's patient: run in simulated time, then looked at.

What a doctor in that home would be told: everything that Hearth has seen of
it, how far each line comes when the scenario ends, and the machine. What
nobody in a home can know, such as the lead or what was planted, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Final

from hearth.core.observations import Observation
from hearth.doctor.examine import Diagnosis, examine
from hearth.doctor.facts import Facts, Ladder, Record, Rung, Trouble
from hearth.doctor.gather import AFTER_FREEZE_S, BEFORE_FREEZE_S
from hearth.doctor.ladder.climb import LOGGED_IN_ALREADY, NO_QUESTION
from hearth.doctor.machine_facts import Clock, Debug, Disk, Holders, MachineFacts
from hearth.lab.scenario.behaviours import (
    HubBehaviour,
    LinkBehaviour,
    LogInBehaviour,
    NameBehaviour,
    Resolves,
    Way,
)
from hearth.lab.scenario.behaviours import MachineFacts as LabMachine
from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.timeline import turns
from hearth.lab.simulated.household import SimulatedHousehold

PORT: Final = 12000

_NAMES: Final = {
    Resolves.NOT: (Rung.NAME, Trouble.NAME_UNKNOWN),
    Resolves.OUTSIDE: (Rung.HOME, Trouble.NOT_HOME),
    Resolves.ELSEWHERE: (Rung.PORT, Trouble.REFUSED),
}
_WAYS: Final = {
    Way.CLOSED: (Rung.PORT, Trouble.REFUSED),
    Way.SILENT: (Rung.PORT, Trouble.DROPPED),
    Way.REJECTED: (Rung.ROUTE, Trouble.NO_ROUTE),
}


def diagnose(
    scenario: Scenario, *, seconds: float | None = None, seed: int | None = None
) -> Diagnosis:
    """
    Run a scenario, and let the doctor judge it.

    Args:
        scenario: Which.
        seconds: For how long; None: as long as it is.
        seed: Of every dice; None: its own.

    """
    return examine(facts_of(scenario, seconds=seconds, seed=seed))


def facts_of(
    scenario: Scenario, *, seconds: float | None = None, seed: int | None = None
) -> Facts:
    """
    Run a scenario, and collect what a doctor in that home would know of it.

    Args:
        scenario: Which.
        seconds: For how long; None: as long as it is.
        seed: Of every dice; None: its own.

    """
    lasts_s = scenario.lasts_s if seconds is None else seconds
    seen: list[tuple[float, Observation]] = []

    def note(what: Observation, now: float) -> None:
        seen.append((now, what))

    household = SimulatedHousehold(scenario, seed=seed, observers=[note])
    household.run(lasts_s)
    freeze = scenario.asked.freeze if scenario.asked else None
    begin, end = _range(freeze, lasts_s)
    return Facts(
        at=lasts_s,
        lines=tuple(line.name for line in scenario.lines),
        accounts=tuple(receiver.name for receiver in scenario.receivers),
        ladders=tuple(_ladder(household, line.name) for line in scenario.lines),
        machine=machine_of(worst_machine(scenario)),
        record=Record(
            begin=begin,
            end=end,
            seen=tuple(it for it in seen if begin <= it[0] <= end),
            restarts=tuple(_restarts(scenario, lasts_s)),
            source="a simulated household",
        ),
        freeze=freeze,
    )


def _range(freeze: tuple[float, str] | None, lasts_s: float) -> tuple[float, float]:
    """Tell what of the history is read: around a freeze, or all of it."""
    if freeze is None:
        return 0.0, lasts_s
    begin = max(0.0, freeze[0] - BEFORE_FREEZE_S)
    return begin, min(lasts_s, freeze[0] + AFTER_FREEZE_S)


def _restarts(scenario: Scenario, seconds: float) -> Iterable[float]:
    """Give the moments at which Hearth began anew: the history keeps them."""
    for turn in turns(scenario, seconds):
        if turn.happening.fault.changes is HubBehaviour and not turn.begins:
            yield turn.at_s


def _ladder(household: SimulatedHousehold, name: str) -> Ladder:
    """Climb a line as it is when the scenario ends."""
    conditions = household.conditions
    link = conditions.of(LinkBehaviour, name)
    stop = _NAMES.get(conditions.of(NameBehaviour, name).resolves)
    stop = stop or _WAYS.get(link.way)
    if stop is not None:
        rung, trouble = stop
        before = Rung(rung - 1) if rung > Rung.NAME else None
        return Ladder(line=name, host=name, port=PORT, reached=before, trouble=trouble)
    if household.lines[name].is_up:
        return Ladder(
            line=name,
            host=name,
            port=PORT,
            reached=Rung.PORT,
            untried=LOGGED_IN_ALREADY,
        )
    log_in = conditions.of(LogInBehaviour, name)
    if not log_in.is_right or log_in.is_expired:
        return Ladder(
            line=name,
            host=name,
            port=PORT,
            reached=Rung.SEED,
            trouble=Trouble.LOG_IN_REFUSED,
            connect_s=2 * link.delay_s,
        )
    return Ladder(
        line=name,
        host=name,
        port=PORT,
        reached=Rung.CARDS,
        connect_s=2 * link.delay_s,
        untried=NO_QUESTION,
    )


def worst_machine(scenario: Scenario) -> LabMachine:
    """Give the machine with all faults that the scenario has for it."""
    machine = scenario.machine
    for happening in scenario.happens:
        if happening.fault.changes is LabMachine:
            machine = happening.fault.change(machine)
    return machine


def machine_of(lab: LabMachine) -> MachineFacts:
    """Translate the laboratory's machine; a fact of it that is new has to be added."""
    assert {field.name for field in fields(lab)} == {
        "adapter_holders",
        "debug",
        "log_bytes_a_day",
        "disk_free_bytes",
        "clock_off_s",
    }
    debug = Debug(program="oscam", how="debug", bytes_a_day=lab.log_bytes_a_day)
    return MachineFacts(
        adapters=(
            Holders(device="/dev/dvb/adapter0/ca0", programs=lab.adapter_holders),
        ),
        disks=(Disk(path="/var/lib/hearth", free_bytes=lab.disk_free_bytes),),
        debugs=(debug,) if lab.debug else (),
        clock=Clock(off_s=lab.clock_off_s, is_kept=lab.clock_off_s == 0),
    )
