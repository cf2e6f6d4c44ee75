"""``hearth lab run`` as it is typed, on real sockets."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from hearth.cli import main
from hearth.cli.lab.scenario import line_of
from hearth.lab.real.run import View
from tests.lab.scenario.homes import SMALL, happens

QUICK = SMALL.replace('"20 min"', '"2 s"') + '[broadcast]\nperiod = "500 ms"\n'


@pytest.fixture(autouse=True)
def _quiet_log() -> Iterator[None]:
    """A command ends with its process; here the log has to be as it was."""
    log = logging.getLogger("hearth")
    handlers, propagate = list(log.handlers), log.propagate
    yield
    log.handlers[:] = handlers
    log.propagate = propagate


def test_it_shows_what_happens_and_at_the_end_what_was_seen(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(QUICK + happens("hub restarts", at="'500 ms'", for_="'500 ms'"))

    shown = CliRunner().invoke(main, ["lab", "run", str(own)])
    as_json = CliRunner().invoke(
        main, ["lab", "run", str(own), "--seconds", "1.5", "--seed", "3", "--json"]
    )

    assert shown.exit_code == 0, shown.output
    assert "of 2 s" in shown.output
    assert "hub restarts: hearth" in shown.output
    values = json.loads(as_json.output)
    assert (values["world"], values["seed"]) == ("real sockets", 3)
    assert [seen["name"] for seen in values["receivers"]] == ["tv", "kitchen"]
    assert values["left_unanswered"] == 0


def test_a_line_says_what_is_going_on() -> None:
    view = View(
        elapsed_s=3.2, seconds=10.0, faults=["loss"], states={}, receivers=(), lines=()
    )

    assert line_of(view) == "3 s of 10 s  0 of 0 right, 0.0 s frozen; loss"


def test_an_unknown_scenario_is_an_error() -> None:
    result = CliRunner().invoke(main, ["lab", "run", "nothing"])

    assert result.exit_code == 1
    assert "microwave" in result.output
