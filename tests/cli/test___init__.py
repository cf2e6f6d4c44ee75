"""The command line: every command is found, and loaded when it is called."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from hearth import __version__
from hearth.cli import COMMANDS, LateGroup, main


def test_the_version_is_the_packages() -> None:
    result = CliRunner().invoke(main, ["--version"])

    assert result.output == f"hearth, version {__version__}\n"


def test_the_help_names_every_command_in_its_order() -> None:
    result = CliRunner().invoke(main, ["-h"])

    assert result.exit_code == 0
    lines = result.output[result.output.index("Commands:") :].splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(COMMANDS)
    assert all(len(line.split()) > 1 for line in lines), "each says what it does"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_with_its_own_help(name: str) -> None:
    assert isinstance(main, LateGroup)
    assert isinstance(main.get_command(click.Context(main), name), click.Command)

    assert CliRunner().invoke(main, [name, "-h"]).exit_code == 0


def test_an_unknown_command_is_wrong_use() -> None:
    result = CliRunner().invoke(main, ["sevre"])

    assert result.exit_code == 2
    assert "No such command" in result.stderr


def test_python_m_is_the_same_and_loads_no_more_than_it_needs() -> None:
    program = (
        "import runpy, sys; sys.argv = ['hearth', 'serve', '--help']\n"
        "try: runpy.run_module('hearth', run_name='__main__')\n"
        "finally: print('rich' in sys.modules, 'hearth.cli.demo' in sys.modules)"
    )

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "Run the card server until it is told to end." in result.stdout
    assert result.stdout.endswith("False False\n")
