"""Options that several commands have."""

from __future__ import annotations

from typing import Final

import click

COLOR: Final = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Whether text has colours; auto: if it goes to a terminal.",
)
