"""The scenarios that come with Hearth: all parse, all run, each says what it is."""

from pathlib import Path

import pytest

from hearth.lab.scenario.shipped import find_scenario, shipped
from hearth.lab.scenario.table import ScenarioError
from hearth.lab.simulated.household import simulate
from tests.lab.scenario.homes import SMALL

SHORT_S = 1500.0
# Which of them freeze a picture in their own time, and which must not.
FREEZE = {
    "card-hiccups",
    "chain-in-the-evening",
    "everybody-watches",
    "microwave",
    "new-router",
    "oscam-restarts",
    "password-changed",
    "same-account-twice",
}
WELL = {"quiet-evening", "two-cards-one-slow", "power-cut-at-the-card", "full-disk"}


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    names = [scenario.name for scenario in shipped().values()]

    assert len(set(names)) == len(names) >= 12
    assert shipped().keys() >= FREEZE | WELL
    assert all(scenario.tells.endswith(".") for scenario in shipped().values())


@pytest.mark.parametrize("name", sorted(shipped()))
def test_it_runs_and_nobody_is_left_without_an_answer(name: str) -> None:
    report = simulate(shipped()[name], seconds=SHORT_S)

    assert report.left_unanswered == 0
    assert report.seconds == SHORT_S


@pytest.mark.parametrize("name", sorted(FREEZE | WELL))
def test_it_shows_what_it_is_for(name: str) -> None:
    assert bool(simulate(shipped()[name]).frozen_s) is (name in FREEZE)


def test_a_scenario_is_found_by_its_names_or_its_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(SMALL)

    assert find_scenario("microwave") is find_scenario("The neighbour's Microwave")
    assert find_scenario(str(own)).name == "A small home"


def test_one_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="There are: card-falls-asleep"):
        find_scenario("micro")
    with pytest.raises(ScenarioError, match="cannot be read"):
        find_scenario(str(tmp_path / "none.toml"))
