"""Tables in the terminal, as all commands have them."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table


def quiet_table() -> Table:
    """Make a table without lines but the one below its head."""
    return Table(
        box=SIMPLE_HEAD,
        header_style="bold",
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
