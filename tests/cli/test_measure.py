"""``hearth measure`` as it is typed; its lines are off, or made up."""

import json
import socket
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main, measure
from hearth.config.find import NotFound
from hearth.doctor.measure import run as module
from hearth.doctor.measure.measured import Measured, asked_times
from hearth.doctor.measure.months import MEASURE_FILE
from hearth.doctor.measure.past import Past

DAY_S = 86_400.0


@pytest.fixture
def config(tmp_path: Path) -> Path:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    file = tmp_path / "CCcam.cfg"
    file.write_text(
        f"C: 127.0.0.1 {port} me topsecret\nC: 8.8.8.8 12000 me topsecret\n"
        "F: tv othersecret\n"
    )
    return file


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let every line be measured so; may be changed between measurements."""
    times = [0.2] * 20

    async def measure_all(
        lines: measure.Lines, plan: module.Plan
    ) -> tuple[module.Result, ...]:
        ecm = asked_times(times, 0)
        return tuple(
            module.Result(Measured(line=name, at=plan.now, ecm=ecm), Past())
            for name, _ in lines
        )

    monkeypatch.setattr(measure, "measure_all", measure_all)
    return times


def run(*arguments: str | Path) -> Result:
    typed = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, ["measure", *typed], catch_exceptions=False)


def a_month_ago(state: Path) -> None:
    """Make what was just kept a month older."""
    file = state / MEASURE_FILE
    kept = [json.loads(line) for line in file.read_text().splitlines()]
    for each in kept:
        each["at"] -= 31 * DAY_S
    file.write_text("".join(f"{json.dumps(each)}\n" for each in kept))


def test_lines_that_are_off(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "Plan", partial(module.Plan, every_s=0.001))

    result = run("-c", config, "--state", tmp_path / "state")

    assert result.exit_code == 1
    assert "off" in result.stdout
    assert "nothing listens at its port" in result.stdout
    assert "secret" not in result.stdout
    assert "secret" not in (tmp_path / "state" / MEASURE_FILE).read_text()


@pytest.mark.usefixtures("answers")
def test_a_line_that_is_well_is_kept_and_compared(config: Path, tmp_path: Path) -> None:
    first = run("127.0.0.1", "-c", config, "--state", tmp_path)
    a_month_ago(tmp_path)
    again = run("127.0.0.1", "-c", config, "--state", tmp_path, "--json")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "127.0.0.1 " in first.stdout
    assert "8.8.8.8" not in first.stdout
    (said,) = json.loads(again.stdout)["lines"]
    assert "200 ms, now 200 ms" in said["before"][0]["text"]
    assert len((tmp_path / MEASURE_FILE).read_text().splitlines()) == 2


def test_every_month_nothing_is_said_unless_it_got_worse(
    config: Path, tmp_path: Path, answers: list[float]
) -> None:
    first = run("-c", config, "--state", tmp_path, "--monthly")
    a_month_ago(tmp_path)
    answers[:] = [0.5] * 20
    worse = run("127.0.0.1", "-c", config, "--state", tmp_path, "--monthly")
    an_object = run(
        "127.0.0.1", "-c", config, "--state", tmp_path, "--monthly", "--json"
    )

    assert (first.exit_code, first.output) == (0, "")
    assert worse.exit_code == 1
    assert worse.stdout.startswith("127.0.0.1: ECM time, 95 of 100 within: in ")
    assert worse.stdout.endswith("200 ms, now 500 ms\n")
    assert json.loads(an_object.stdout)["lines"][0]["is_worse"] is True


@pytest.mark.usefixtures("answers")
def test_what_cannot_be_kept_is_shown_all_the_same(
    config: Path, tmp_path: Path
) -> None:
    result = run("-c", config, "--state", config)

    assert result.exit_code == 2, "a file is no folder"
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / MEASURE_FILE).mkdir()
    result = run("-c", config, "--state", tmp_path / "state")
    assert result.exit_code == 0
    assert "not kept" in result.stderr


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("F: tv secret\n", (), "no C: line"),
        ("C: 127.0.0.1 1 a b\n", ("card",), "no line 'card'; there is 127.0.0.1"),
        ("C: 127.0.0.1 1 a b\n", ("-n", "1000"), "1000"),
    ],
)
def test_wrong_use(
    text: str, arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    config = tmp_path / "CCcam.cfg"
    config.write_text(text)

    result = run(*arguments, "-c", config, "--state", tmp_path)

    assert result.exit_code == 2
    assert words in result.stderr


def test_a_configuration_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "find_config", lambda: NotFound((Path("/etc/x"),)))

    assert run("-c", tmp_path / "none.cfg").exit_code == 3
    result = run()
    assert result.exit_code == 3
    assert "hearth measure -c FILE" in result.stderr


@pytest.mark.usefixtures("answers")
def test_the_configuration_that_is_found(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Found:
        path = config

    monkeypatch.setattr(measure, "find_config", Found)

    assert run("--state", tmp_path).exit_code == 0
