"""Tables in the terminal."""

from io import StringIO

from rich.console import Console

from hearth.cli.tables import quiet_table


def test_the_only_line_is_below_the_head() -> None:
    table = quiet_table()
    table.add_column("Receiver")
    table.add_row("kitchen")
    written = StringIO()

    Console(file=written, width=20).print(table)

    head, line, row = written.getvalue().splitlines()
    assert (head.strip(), set(line.strip()), row.strip()) == (
        "Receiver",
        {"─"},
        "kitchen",
    )
