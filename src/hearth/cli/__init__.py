"""
The command line: one file a command, loaded when it is called.

Exit codes: 0 well; 1 the command found that something is not; 2 wrong use;
3 a file could not be read or a port not be used.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from typing import Final

import click

from hearth import __version__, openssl

COMMANDS: Final = (
    "serve",
    "demo",
    "lab",
    "check",
    "explain",
    "fix",
    "config",
    "migrate",
    "doctor",
    "measure",
    "log",
    "lsp",
)

# Whoever ends need not look for garbage first: a tenth of `hearth check`.
atexit.register(gc.freeze)


class LateGroup(click.Group):
    """Imports a command when it is called: memory and start time count."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "serve" and "asyncio" not in sys.modules:
            gc.disable()  # until it is ready: starting makes no garbage
            openssl.leave_out()
        command = import_module(f"hearth.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hearth")
def main() -> None:
    """
    Hearth: the card server for one home.

    One paid-for card, every screen in the house. `hearth demo` shows it
    without a card and without a file; `hearth serve -c CCcam.cfg` runs it.
    """
