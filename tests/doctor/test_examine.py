import pytest

from hearth.doctor.checks import all_checks
from hearth.doctor.examine import CAUSE_FOUND, HEALTHY, WARNINGS, examine
from hearth.doctor.facts import Facts, Ladder, Trouble
from hearth.doctor.machine_facts import Clock, Debug
from hearth.lab.scenario.shipped import find_scenario
from tests.doctor.made import LINE, evening, facts, ladders, machine
from tests.doctor.simulated import facts_of


def test_a_healthy_home() -> None:
    diagnosis = examine(facts(evening()))

    assert diagnosis.causes == ()
    assert diagnosis.exit_code == HEALTHY
    assert diagnosis.well


def test_a_warning() -> None:
    diagnosis = examine(machine(debugs=(Debug(program="oscam", how="-d"),)))

    assert diagnosis.exit_code == WARNINGS


def test_a_cause_stands_before_warnings() -> None:
    off = ladders(Ladder(line=LINE, trouble=Trouble.REFUSED))
    warned = machine(clock=Clock(off_s=9999.0)).machine

    diagnosis = examine(Facts(ladders=off.ladders, machine=warned))

    assert [it.check.code for it in diagnosis.causes] == ["D104", "D217"]
    assert diagnosis.exit_code == CAUSE_FOUND


def test_only_the_checks_that_are_wanted() -> None:
    assert examine(facts(evening()), checks=()).well == ()
    assert len(all_checks()) > 50


# shipped scenarios, and what the doctor says first: the whole proof is a later step's
SCENARIOS = [
    ("quiet-evening", []),
    ("microwave", ["D309"]),
    ("everybody-watches", ["D306"]),
    ("chain-in-the-evening", ["D307"]),
    ("two-cards-one-slow", ["D305"]),
    ("oscam-restarts", ["D104"]),
    ("password-changed", ["D107"]),
    ("new-router", ["D105", "D104"]),
    ("same-account-twice", ["D311"]),
    ("stale-answers", ["D304"]),
    ("hub-restarts-at-night", ["D314"]),
    ("full-disk", ["D213", "D216", "D217"]),
    ("wild-receiver", ["D313", "D318"]),
]


@pytest.mark.parametrize(("name", "codes"), SCENARIOS)
def test_a_scenario_of_the_laboratory(name: str, codes: list[str]) -> None:
    diagnosis = examine(facts_of(find_scenario(name)))

    assert [it.check.code for it in diagnosis.causes] == codes
