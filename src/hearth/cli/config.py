"""``hearth config``: what Hearth goes by."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

if TYPE_CHECKING:
    from hearth.config.beside.listing import Row
    from hearth.config.beside.overlay import Configuration

CANNOT_READ: Final = 3  # exit code
GAP: Final = 2  # blanks between columns
MAX_VALUE: Final = 30  # columns; a longer value pushes the rest of its row


@click.group(short_help="What Hearth goes by: every setting and where it is from.")
def command() -> None:
    """What Hearth goes by: the CCcam.cfg, and the hearth.toml beside it."""


@command.command(short_help="List the settings and where each of them is from.")
@click.argument("file", type=click.Path(path_type=Path, readable=False), required=False)
@click.option(
    "--effective",
    is_flag=True,
    help="Every setting, with the defaults of what is not written.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person, or for a program.",
)
def show(file: Path | None, *, effective: bool, form: str) -> None:
    """
    List the settings with their values, and where each of them is from.

    Without FILE, the CCcam.cfg that `hearth serve` would use. Passwords are
    not shown. Exit code 3 if the file cannot be read.
    """
    from hearth.config.beside.listing import rows_of
    from hearth.keeper import read_files

    path = file or _found()
    try:
        configuration = read_files(path)
    except OSError as error:
        _cannot_read(f"{error.filename or path} cannot be read: {error.strerror}.")
    rows = [
        row
        for row in rows_of(configuration, str(path))
        if effective or row.origin is not None
    ]
    if form == "json":
        click.echo(json.dumps([_object(row) for row in rows], indent=2))
        return
    color = False if os.environ.get("NO_COLOR") else None
    for line in _lines(rows, _title(path, configuration)):
        click.echo(line, color=color)
    for said in _mistakes(configuration):
        click.echo(f"hearth: {said}", err=True)


def _mistakes(configuration: Configuration) -> Iterator[str]:
    """Point to what is not used because it is wrong, file by file."""
    files = [finding.file for finding in configuration.errors]
    for file in dict.fromkeys(files):
        count = files.count(file)
        mistakes = f"{count} mistake{'s' * (count > 1)}"
        yield (
            f"{mistakes} in there: `hearth check {file}` says what is not used"
            " because of that."
        )


def _found() -> Path:
    """Find the configuration where CCcam looks, or say where it was looked."""
    from hearth.config.find import NotFound, find_config

    found = find_config()
    if isinstance(found, NotFound):
        _cannot_read(f"{found}. Name your file.")
    return found.path


def _cannot_read(message: str) -> NoReturn:
    click.echo(f"hearth: {message}", err=True)
    sys.exit(CANNOT_READ)


def _title(path: Path, configuration: Configuration) -> str:
    from hearth.config.beside.keys import NAME

    if configuration.toml is None:
        return f"{path}"
    return f"{path}, with {NAME} beside it laid over it"


def _object(row: Row) -> dict[str, object]:
    """Give a row as JSON has it."""
    return {
        "group": row.group,
        "name": row.name,
        "value": row.value,
        "default": row.default,
        "file": row.origin.file if row.origin else None,
        "line": row.origin.span.line if row.origin else None,
        "used": not row.unused,
    }


def _lines(rows: Iterable[Row], title: str) -> Iterator[str]:
    yield click.style(_printable(title), bold=True)
    for heading, group in groupby(rows, _heading):
        members = list(group)
        yield ""
        if heading:
            yield click.style(_printable(heading), bold=True)
        columns = (
            max(len(row.name) for row in members) + GAP,
            min(max(len(_printable(row.value)) for row in members), MAX_VALUE) + GAP,
            max(len(_place(row)) for row in members) + GAP,
        )
        for row in members:
            yield _row(row, columns)


def _heading(row: Row) -> str:
    return f"Not used: {row.unused}" if row.unused else row.group


def _row(row: Row, columns: tuple[int, int, int]) -> str:
    name = click.style(f"{row.name:<{columns[0]}}", fg="cyan")
    value = f"{_printable(row.value):<{columns[1]}}"
    if row.origin is None:
        return f"{name}{value}{click.style(_place(row), dim=True)}"
    number = row.value.partition(" ")[0]
    more = ""
    if row.default:
        is_default = row.default in {row.value, number}
        more = "the default, too" if is_default else f"instead of {row.default}"
    return f"{name}{value}{_place(row):<{columns[2]}}{more}".rstrip()


def _place(row: Row) -> str:
    origin = row.origin
    return f"{Path(origin.file).name}:{origin.span.line}" if origin else "default"


def _printable(text: str) -> str:
    """Put what is in the file into a form that no terminal stumbles over."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
