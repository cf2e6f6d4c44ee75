"""``hearth log`` as it is typed."""

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.state import HISTORY_FILE
from tests.doctor.answers.test_from_history import BEGAN, remember
from tests.doctor.made import evening

LINE = "20:15:31.000 CCcam: remote ecm <- card:1 ok (took 0.153 seconds)"


def run(*arguments: str | Path) -> Result:
    typed = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, ["log", *typed], catch_exceptions=False)


def test_a_log_of_cccam(tmp_path: Path) -> None:
    log = tmp_path / "CCcam.log"
    log.write_text(f"{LINE}\nrubbish\n")

    result = run(log)

    assert result.exit_code == 0
    assert "(CCcam, 1 lines not understood)" in result.stdout
    assert "card:1: 1 question" in result.stdout
    assert "half within 153 ms" in result.stdout


def test_an_object_for_other_programs(tmp_path: Path) -> None:
    log = tmp_path / "CCcam.log"
    log.write_text(LINE)

    said = json.loads(run(log, "--json").stdout)

    assert said["lines"][0]["p50_ms"] == 153


def test_a_log_of_nobody(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_text("rubbish\n")

    result = run(log)

    assert result.exit_code == 1
    assert "no known program" in result.stdout


def test_the_history_is_read(tmp_path: Path) -> None:
    remember(tmp_path / HISTORY_FILE, *evening(seconds=100))
    since = f"{time.time_ns() / 1e9 - BEGAN + 100:.0f}s"

    result = run("--state", tmp_path, "--since", since)

    assert result.exit_code == 0
    assert "livingroom: 10 questions" in result.stdout


def test_a_history_that_is_not_there_or_damaged(tmp_path: Path) -> None:
    assert run("--state", tmp_path).exit_code == 3
    (tmp_path / HISTORY_FILE).write_bytes(b"no database" * 1000)
    assert run("--state", tmp_path).exit_code == 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run(tmp_path / "none.log")

    assert result.exit_code == 3
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize(
    ("line", "words", "code"),
    [
        (LINE, "CCcam: The server card:1 answered a question within 0.153 s.", 0),
        ("hello", "This line is none of Hearth, CCcam, OSCam or Tvheadend.", 1),
    ],
)
def test_one_line_is_explained(line: str, words: str, code: int) -> None:
    result = run("--explain", line)

    assert result.stdout == f"{words}\n"
    assert result.exit_code == code
