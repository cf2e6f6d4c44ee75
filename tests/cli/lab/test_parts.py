"""``hearth lab`` as it is typed: what it takes, what it says, how it ends."""

import signal
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main
from hearth.cli.lab.parts import MADE_UP_PASSWORD

OWN = "only-for-this-test"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["lab", *args])


def test_without_arguments_it_lists_what_there_is() -> None:
    result = run()

    assert "card" in result.output
    assert "receiver" in result.output


def test_a_card_and_a_receiver_find_each_other() -> None:
    command = [sys.executable, "-m", "hearth", "lab", "card", "--delay", "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as card:
        assert card.stdout is not None
        listening = card.stdout.readline().split()
        line = card.stdout.readline()
        result = run(
            "receiver",
            *("--connect", listening[-1], "--period", "0.2"),
            *("--service", "1234,1235", "--zap", "0.3", "--seconds", "1"),
        )
        card.send_signal(signal.SIGINT)
        counted = card.stdout.read()

    port = listening[-1].partition(":")[2]
    assert listening[:2] == ["listening", "on"]
    assert line == f"C: 127.0.0.1 {port} lab {MADE_UP_PASSWORD}\n"
    assert result.exit_code == 0, result.output
    assert result.output.count(" right after ") >= 4
    assert "answered, 0 refused" in counted
    assert card.returncode == 0


def test_a_password_that_was_given_is_never_shown() -> None:
    command = [sys.executable, "-m", "hearth", "lab", "card", "--password", OWN]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as card:
        assert card.stdout is not None
        shown = card.stdout.readline()
        server = shown.split()[-1]
        right = run("receiver", "--connect", server, "--password", OWN, "--seconds=0.3")
        wrong = run("receiver", "--connect", server, "--seconds=0.3")
        card.send_signal(signal.SIGTERM)
        shown += card.stdout.read()

    assert "<the password that you gave>" in shown
    assert OWN not in shown + right.output + wrong.output
    assert right.exit_code == 0, right.output
    assert wrong.exit_code == 1
    assert "user name or password wrong" in wrong.output


def test_a_port_that_is_taken_is_named_with_its_holder() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        result = run("card", "--port", str(port))

    assert result.exit_code == 3
    assert f"port {port}" in result.output
    assert "process" in result.output
    assert "--port" in result.output


NOT_HOME = [
    ("card", "--host", "192.0.2.1"),
    ("card", "--host", "0.0.0.0"),
    ("receiver", "--connect", "192.0.2.1:12000"),
]


@pytest.mark.parametrize("args", NOT_HOME)
def test_nothing_outside_the_home(args: tuple[str, ...]) -> None:
    result = run(*args)

    assert result.exit_code == 1
    assert "not a home address" in result.output
    assert "Traceback" not in result.output


def test_a_user_name_that_cannot_be_sent() -> None:
    result = run("receiver", "--connect", "127.0.0.1:1", "--user", 21 * "a")

    assert result.exit_code == 1
    assert "1..20 bytes" in result.output


WRONG_USE = [
    ("receiver",),
    ("receiver", "--connect", "12000"),
    ("receiver", "--connect", "host:port"),
    ("receiver", "--connect", "host:0"),
    ("receiver", "--connect", "host:65536"),
    ("receiver", "--connect", "a:1", "--service", "one"),
    ("receiver", "--connect", "a:1", "--service", "10000"),
    ("receiver", "--connect", "a:1", "--service", "1234,"),
    ("receiver", "--connect", "a:1", "--period", "0"),
    ("card", "--refuse", "101"),
    ("card", "--delay", "-1"),
    ("card", "--port", "65536"),
]


@pytest.mark.parametrize("args", WRONG_USE)
def test_wrong_use_is_told(args: tuple[str, ...]) -> None:
    result = run(*args)

    assert result.exit_code == 2
    assert "Error: " in result.output


def test_an_ipv6_address_stands_in_brackets() -> None:
    result = run("receiver", "--connect", "[::1]:1", "--seconds", "0.05")

    assert "Error" not in result.output
    assert result.exit_code == 1
    assert "0 questions" in result.output


@pytest.mark.parametrize(
    "args", [("card",), ("receiver", "--connect", "127.0.0.1:1"), ("demo",)]
)
def test_what_is_missing_is_named_with_what_to_run(
    args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)

    result = CliRunner().invoke(main, args if args == ("demo",) else ["lab", *args])

    assert result.exit_code == 1
    assert "`cryptography` is not installed" in result.output
    assert "hearth[lab]" in result.output
    assert "apt-get install" in result.output
