import pytest
from hypothesis import settings

from hearth.doctor.checks import all_checks
from hearth.doctor.examine import CAUSE_FOUND, HEALTHY, WARNINGS, examine
from hearth.doctor.facts import Facts, Ladder, Trouble
from hearth.doctor.machine_facts import Clock, Debug
from tests.doctor import drawn
from tests.doctor.households import (
    SMALL,
    all_households,
    is_right,
    misses,
    planted,
    said_of,
    with_causes,
)
from tests.doctor.made import LINE, evening, facts, ladders, machine


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


# The proof: docs/lab.md says what is run, `python -m bench doctor` prints how often
# it is right. `--hypothesis-profile=nightly` runs all seeds; a change is judged by two.
IS_NIGHTLY = settings.get_current_profile_name() == "nightly"
SEEDS = range(1, 21) if IS_NIGHTLY else range(1, 3)
EACH = 20 if IS_NIGHTLY else 1  # homes that are drawn of a kind
BOUND = 0.98


def test_there_are_enough_households() -> None:
    assert len(with_causes(1)) >= 30
    assert len(with_causes(2)) >= 8
    assert len(with_causes(0)) >= 10
    known = {check.code for check in all_checks()}
    assert {code for it in all_households().values() for code in planted(it)} <= known


@pytest.mark.parametrize("name", all_households())
def test_what_was_planted_is_said_first_and_nothing_else_is_blamed(name: str) -> None:
    said = said_of(name)

    assert is_right(planted(all_households()[name]), said), said


def test_the_same_over_other_seeds() -> None:
    names = [name for name in all_households() if IS_NIGHTLY or name in SMALL]
    wrong = list(misses(names, SEEDS))

    assert len(wrong) <= (1 - BOUND) * len(names) * len(SEEDS), wrong


def test_faults_and_healthy_homes_that_are_drawn_by_lot() -> None:
    kinds = [*drawn.FAULTS, *drawn.HEALTHY]
    if not IS_NIGHTLY:
        kinds = kinds[::5]
    wrong = [
        f"{kind}: {said}" for kind, said, ok in drawn.drawn_homes(kinds, EACH) if not ok
    ]

    assert len(wrong) <= (1 - BOUND) * len(kinds) * EACH, wrong
