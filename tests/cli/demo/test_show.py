"""``hearth demo`` as it is typed."""

import os
import pty
import signal
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner

from hearth.cli import main
from hearth.cli.demo.home import Plan
from hearth.cli.demo.show import show
from hearth.lab.card_reader import CardBehaviour

QUICK = ("--port", "0", "--period", "0.5")


def test_it_ends_by_itself_and_says_that_all_was_right() -> None:
    result = CliRunner().invoke(main, ["demo", *QUICK, "--seconds", "2.5"])

    assert result.exit_code == 0, result.output
    pages, first, *_, last = result.output.strip().split("\n")
    assert pages.startswith("The same in a browser: http://127.0.0.1:")
    assert first.startswith("0 s of 2.5 s  ")
    assert last.startswith("After ")
    assert last.endswith("questions got the right answer.")
    assert "livingroom" in result.output


# what is shown, as a table, why it fails
WRONG = Plan(port=0, period_s=0.5, seconds=0.6, behaviour=CardBehaviour(wrong=1))
FAILING = [
    (WRONG, True, "wrong"),
    (Plan(port=0, seconds=0.001), False, "no question has been answered"),
]


@pytest.mark.parametrize(("plan", "as_table", "why"), FAILING)
def test_it_fails_if_an_answer_was_wrong_or_did_not_come(
    plan: Plan, as_table: bool, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not show(plan, as_table=as_table)
    assert why in capsys.readouterr().out


def test_its_options_reach_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Plan, bool]] = []

    def look(plan: Plan, *, as_table: bool) -> bool:
        seen.append((plan, as_table))
        return False

    monkeypatch.setattr("hearth.cli.demo.show.show", look)
    args = ("--seconds=7", "--port=0", "--period=3", "--delay=80", "--jitter=20")
    result = CliRunner().invoke(main, ["demo", *args, "--seed=5"])

    behaviour = CardBehaviour(delay_s=0.08, jitter_s=0.02)
    plan = Plan(port=0, period_s=3, behaviour=behaviour, seconds=7, seed=5)
    assert seen == [(plan, False)]
    assert result.exit_code == 1


@pytest.mark.parametrize("arg", ["--seconds=0", "--period=0", "--port=-1", "--no"])
def test_wrong_use_is_told(arg: str) -> None:
    assert CliRunner().invoke(main, ["demo", arg]).exit_code == 2


def in_a_terminal(
    *args: str, interrupt: bool = False, term: str = "xterm"
) -> tuple[int, str]:
    """Run the demo in a terminal of 80 by 24; returns its exit code and output."""
    ours, theirs = pty.openpty()
    settings: dict[str, Any] = {"COLUMNS": "80", "LINES": "24", "TERM": term}
    command = [sys.executable, "-m", "hearth", "demo", *QUICK, *args]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | settings
    ) as demo:
        os.close(theirs)
        output = b""
        while chunk := _read(ours):
            output += chunk
            if interrupt and b" 2/2" in output:
                demo.send_signal(signal.SIGINT)
                interrupt = False
    os.close(ours)
    return demo.returncode, output.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux says when the other end is closed
        return b""


def test_in_a_terminal_there_is_a_table_until_ctrl_c() -> None:
    exit_code, output = in_a_terminal(interrupt=True)

    assert exit_code == 0, output
    assert "ECM time" in output
    assert "Press Ctrl-C to end." in output
    assert output.rstrip("\x1b[?25h\r\n ").endswith("F: bedroom ********")
    assert "Traceback" not in output
    assert "Aborted" not in output


# a terminal, and what is said to the demo
PLAIN = [("xterm", ("--plain-output",)), ("dumb", ())]


@pytest.mark.parametrize(("term", "args"), PLAIN)
def test_lines_for_who_wants_them_and_where_a_table_cannot_be(
    term: str, args: tuple[str, ...]
) -> None:
    exit_code, output = in_a_terminal("--seconds", "0.6", *args, term=term)

    assert exit_code == 0, output
    assert "\x1b" not in output
    assert "livingroom" in output
