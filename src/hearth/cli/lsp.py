"""``hearth lsp``: the rules in an editor."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click


@click.command(short_help="Run the language server, for an editor to talk to.")
def command() -> None:
    """
    Run the language server over standard input and output.

    An editor starts it and shows what it says: marks, explanations, fixes and
    completion in CCcam.cfg, hearth.toml and CCcam.prio. docs/editor.md has
    what to write into the settings of the usual editors.
    """
    if find_spec("pygls") is None:
        raise click.ClickException(
            "The Python package `pygls` is not installed; to install it, run"
            f" {sys.executable} -m pip install 'hearth[lsp]'"
        )
    from hearth.lsp.server import run

    run()
