"""``hearth doctor`` as it is typed; everything that it looks at is on loopback."""

import json
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import doctor, main
from hearth.config.find import NotFound
from hearth.state import HISTORY_FILE
from tests.doctor.answers.test_from_history import remember
from tests.doctor.made import evening

KEYS = {"id", "line", "title", "evidence", "remedy"}


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port: int = sock.getsockname()[1]
    return port


@pytest.fixture
def config(tmp_path: Path, closed_port: int) -> Path:
    file = tmp_path / "CCcam.cfg"
    file.write_text(
        f"C: 127.0.0.1 {closed_port} me topsecret\nF: tv othersecret\n"
        "DEBUG LEVEL : 5\nC: 8.8.8.8 12000 me topsecret\n"
    )
    return file


def run(*arguments: str | Path, state: Path) -> Result:
    typed = [str(argument) for argument in (*arguments, "--state", state)]
    return CliRunner().invoke(main, ["doctor", *typed], catch_exceptions=False)


def test_the_most_likely_cause_comes_first(config: Path, tmp_path: Path) -> None:
    result = run(config, state=tmp_path)

    assert result.exit_code == 2
    assert result.stdout.startswith("Most likely the cause\n  Nothing listens at 127.0")
    assert "DEBUG LEVEL : 5" in result.stdout
    assert "H901" in result.stdout
    assert "secret" not in result.stdout


def test_an_object_for_other_programs(config: Path, tmp_path: Path) -> None:
    result = run("-c", config, "--json", state=tmp_path)

    said = json.loads(result.stdout)
    assert list(said) == ["causes", "well", "unknown"]
    assert all(set(item) == KEYS for items in said.values() for item in items)
    assert said["causes"][0]["id"] == "D104"
    assert said["causes"][0]["line"] == "127.0.0.1"
    assert result.stderr == ""


def test_a_plan_has_commands_that_nobody_ran(config: Path, tmp_path: Path) -> None:
    result = run(config, "--fix-plan", state=tmp_path)

    assert result.stdout.startswith("# Nothing of this was run.")
    assert "getent hosts 127.0.0.1" in result.stdout


def test_the_history_is_read(tmp_path: Path) -> None:
    remember(tmp_path / HISTORY_FILE, *evening(seconds=100))
    config = tmp_path / "CCcam.cfg"
    config.write_text("F: livingroom secret\n")

    result = run(config, "--freeze", "2023-11-14 22:15", "--json", state=tmp_path)

    assert result.exit_code in (0, 1, 2)
    assert "there is no history" not in result.stdout


def test_without_a_configuration_the_machine_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_config", lambda: NotFound((Path("/etc/x"),)))

    result = run("--watch", "0.05s", "--since", "2h", state=tmp_path)

    assert "looking at this machine alone" in result.stderr
    assert "are free" in result.stdout


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = run(tmp_path / "none.cfg", state=tmp_path)

    assert result.exit_code == 3
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.cfg", "-c", "b.cfg"), "name the configuration once"),
        (("--receiver", "tv"), "needs --freeze"),
        (("--freeze", "soon"), "is no time"),
        (("--since", "soon"), "is no time"),
    ],
)
def test_wrong_use(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "find_config", lambda: NotFound(()))

    result = run(*arguments, state=tmp_path)

    assert result.exit_code == 2
    assert words in result.stderr


def test_progress_is_shown_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor.progress(is_quiet=True)("history")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    doctor.progress(is_quiet=False)("history")
    doctor.end_progress(is_quiet=False)
    assert "looked at 1: history" in capsys.readouterr().err
