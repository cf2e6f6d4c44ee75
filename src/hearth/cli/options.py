"""Options that several commands have."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

COLOR: Final = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Whether text has colours; auto: if it goes to a terminal.",
)
CONFIG: Final = click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="The CCcam.cfg; without it, the one that `hearth serve` would use.",
)
JSON: Final = click.option(
    "--json", "as_object", is_flag=True, help="For other programs."
)


def state_option(text: str) -> Callable[[F], F]:
    """Make the option of the folder for what is kept; `state_folder` reads it."""
    return click.option(
        "--state", type=click.Path(path_type=Path, file_okay=False), help=text
    )


def state_folder(given: object) -> Path:
    """Say where state is kept: in the folder that was typed, or the usual one."""
    if isinstance(given, Path):
        return given
    from hearth.state import default_folder  # late: `hearth check` keeps nothing

    return default_folder(os.environ, is_root=os.getuid() == 0)
