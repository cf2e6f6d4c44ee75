"""``hearth lab simulate`` as it is typed."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.cli.lab.simulate import find
from tests.lab.scenario.homes import SMALL, happens


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["lab", "simulate", *args])


def test_it_says_what_every_receiver_saw_and_why() -> None:
    result = run("oscam-restarts")

    assert result.exit_code == 0, result.output
    for text in ("livingroom", "card.home.lan", "Frozen 3 times", "line ends"):
        assert text in result.output


def test_json_is_the_same_for_the_same_seed() -> None:
    first, second, other = (
        run("card-hiccups", "--days", "0.01", "--seed", seed, "--json")
        for seed in ("4", "4", "5")
    )

    values = json.loads(first.output)
    assert first.output == second.output != other.output
    assert (values["seed"], values["seconds"]) == (4, 864.0)
    assert values["world"] == "simulated time"


def test_text_is_the_same_for_the_same_seed() -> None:
    assert run("card-hiccups").output == run("card-hiccups").output


def test_a_scenario_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(SMALL + happens("silent card", "card", at="'5 min'"))

    assert "silent card: card" in run(str(own)).output
    own.write_text(SMALL + happens("slient card", "card"))
    result = run(str(own))
    assert result.exit_code == 1
    assert f"{own}:17" in result.output.replace("\n", "")
    assert 'Did you mean "silent card"?' in result.output


WRONG_USE = [
    (),
    ("week", "--days", "0"),
    ("week", "--days", "999"),
    ("week", "--seed", "-1"),
]


@pytest.mark.parametrize("args", WRONG_USE)
def test_wrong_use_is_told(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_an_unknown_scenario_is_an_error_with_those_that_there_are() -> None:
    with pytest.raises(click.ClickException, match="microwave"):
        find("nothing of the kind")


def test_what_the_doctor_says_of_it() -> None:
    told = run("oscam-restarts", "--doctor")
    listed = run("oscam-restarts", "--doctor", "--json")

    assert told.exit_code == listed.exit_code == 2, told.output
    assert "Most likely the cause" in told.output
    assert json.loads(listed.output)["causes"][0]["id"] == "D104"
    assert run("quiet-evening", "--doctor", "--days", "0.01").exit_code == 0
