"""A scenario as the doctor sees it: what it is told, and what it is not."""

from __future__ import annotations

import pytest

from hearth.doctor.facts import Ladder, Rung, Trouble
from hearth.doctor.machine_facts import Clock
from hearth.lab.patient import diagnose, facts_of, machine_of, worst_machine
from hearth.lab.scenario.behaviours import MachineFacts
from tests.lab.scenario.homes import happens, home

LINE = "card.home.lan"
# what is so when the scenario ends, and how far the doctor comes
ENDS: list[tuple[str, dict[str, str], Rung | None, Trouble | None]] = [
    ("name unknown", {}, None, Trouble.NAME_UNKNOWN),
    ("name elsewhere", {"outside": "true"}, Rung.NAME, Trouble.NOT_HOME),
    ("name elsewhere", {}, Rung.ROUTE, Trouble.REFUSED),
    ("firewall rejects", {}, Rung.HOME, Trouble.NO_ROUTE),
    ("closed port", {}, Rung.ROUTE, Trouble.REFUSED),
    ("firewall drops", {}, Rung.ROUTE, Trouble.DROPPED),
    ("wrong password", {}, Rung.SEED, Trouble.LOG_IN_REFUSED),
]


@pytest.mark.parametrize(("fault", "values", "reached", "trouble"), ENDS)
def test_a_line_is_climbed_as_it_is_at_the_end(
    fault: str, values: dict[str, str], reached: Rung | None, trouble: Trouble | None
) -> None:
    ladder = ladder_of(happens(fault, LINE, **values))

    assert (ladder.reached, ladder.trouble) == (reached, trouble)


def test_a_line_that_is_in_use_is_left_alone() -> None:
    ladder = ladder_of()

    assert ladder.reached is Rung.PORT
    assert "does not log in a second time" in ladder.untried


def test_a_line_is_climbed_while_hearth_is_away() -> None:
    ladder = ladder_of(happens("hub restarts", at="'10 s'"))

    assert ladder.reached is Rung.CARDS
    assert ladder.connect_s > 0


def test_the_history_knows_when_hearth_was_started() -> None:
    restarts = happens("hub restarts", at="'20 s'", for_="'5 s'")
    record = facts_of(home(restarts), seconds=60.0).record

    assert record is not None
    assert record.restarts == (25.0,)
    assert record.seen


def test_around_a_freeze_that_somebody_saw() -> None:
    asked = '[doctor]\ncauses = "D316"\nfreeze = "17 min"\nreceiver = "tv"'
    facts = facts_of(home(asked))

    assert facts.freeze == (1020.0, "tv")
    assert facts.record is not None
    assert (facts.record.begin, facts.record.end) == (120.0, 1080.0)


def test_the_machine_with_all_that_is_wrong_with_it() -> None:
    scenario = home(happens("clock off"), happens("debug left on"))
    machine = machine_of(worst_machine(scenario))

    assert machine.clock == Clock(off_s=3600.0, is_kept=False)
    assert machine.debugs
    assert machine_of(MachineFacts()).debugs == ()


def test_a_diagnosis() -> None:
    assert diagnose(home(), seconds=300.0, seed=3).exit_code == 0


def ladder_of(*more: str) -> Ladder:
    (ladder,) = facts_of(home(*more), seconds=60.0).ladders
    return ladder
