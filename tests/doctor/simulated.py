"""A scenario of the laboratory, run in simulated time, as facts for the doctor."""

from __future__ import annotations

from dataclasses import fields

from hearth.core.observations import Observation
from hearth.doctor.facts import Facts, Record
from hearth.doctor.machine_facts import Clock, Debug, Disk, Holders, MachineFacts
from hearth.lab.scenario.behaviours import MachineFacts as LabMachine
from hearth.lab.scenario.plan import Scenario
from hearth.lab.simulated.household import SimulatedHousehold


def facts_of(scenario: Scenario, seconds: float | None = None) -> Facts:
    """Run a scenario, and give what the doctor would know of it."""
    seen: list[tuple[float, Observation]] = []
    lasts_s = scenario.lasts_s if seconds is None else seconds

    def note(what: Observation, now: float) -> None:
        seen.append((now, what))

    SimulatedHousehold(scenario, observers=[note]).run(lasts_s)
    return Facts(
        at=lasts_s,
        lines=tuple(line.name for line in scenario.lines),
        accounts=tuple(receiver.name for receiver in scenario.receivers),
        machine=machine_of(worst_machine(scenario)),
        record=Record(begin=0.0, end=lasts_s, seen=tuple(seen)),
    )


def worst_machine(scenario: Scenario) -> LabMachine:
    """Give the machine with all faults that the scenario has for it."""
    machine = scenario.machine
    for happening in scenario.happens:
        if happening.fault.changes is LabMachine:
            machine = happening.fault.change(machine)
    return machine


def machine_of(lab: LabMachine) -> MachineFacts:
    """Translate the laboratory's machine."""
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
