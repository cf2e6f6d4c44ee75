"""``hearth check``: what is wrong in a CCcam.cfg, and what to do about it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Final

import click

from hearth.config.find import NotFound, find_config
from hearth.config.place import look_at_place
from hearth.config.read import read_config
from hearth.config.report import DEFAULT_WIDTH, FORMATS, report
from hearth.config.report.sheet import Sheet, sheet_of
from hearth.diagnostics import Severity

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
WARNINGS: Final = 1
ERRORS: Final = 2
UNREADABLE: Final = 3


@click.command(short_help="Say what is wrong in a CCcam.cfg.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, one line each, or for other programs.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if there is a warning.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Whether text has colours; auto: if it goes to a terminal.",
)
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], form: str, *, strict: bool, color: str
) -> None:
    """
    Say what is wrong in a CCcam.cfg, why it matters and what to do.

    Without FILE it is the one that CCcam would read; - is the standard input.
    Passwords and keys are never shown. `hearth fix` mends what can be mended.

    Exit codes: 0 clean, or notes, or warnings without --strict; 1 warnings
    with --strict; 2 errors; 3 a file could not be read.
    """
    was_enabled = gc.isenabled()
    gc.disable()  # a short life with many small objects and no garbage
    try:
        sheets = [_checked(file) for file in files or (_found(),)]
        read = [sheet for sheet in sheets if sheet is not None]
        width = terminal_width()
        text = report(read, form, color=has_color(color), width=width)
    finally:
        if was_enabled:
            gc.enable()
    write(text)
    if len(read) < len(sheets):
        ctx.exit(UNREADABLE)
    ctx.exit(exit_code(read, strict=strict))


def exit_code(sheets: list[Sheet], *, strict: bool) -> int:
    """Give the exit code for files that could be read."""
    found = {finding.severity for sheet in sheets for finding in sheet.findings}
    if Severity.ERROR in found:
        return ERRORS
    return WARNINGS if strict and Severity.WARNING in found else 0


def _found() -> str:
    """Find the file where CCcam looks, or say where it was looked."""
    found = find_config()
    if isinstance(found, NotFound):
        click.echo(f"hearth: {found}. Name your file: hearth check FILE", err=True)
        sys.exit(UNREADABLE)
    return str(found.path)


def _checked(file: str) -> Sheet | None:
    """Check a file; None if it cannot be read, which is said."""
    try:
        if file == STDIN:
            data, name, place = sys.stdin.buffer.read(), STDIN_NAME, None
        else:
            path = Path(file)
            data, name, place = path.read_bytes(), file, look_at_place(path)
    except OSError as error:
        click.echo(f"hearth: {file} cannot be read: {error.strerror}", err=True)
        return None
    return sheet_of(read_config(data, file=name, place=place), name)


def has_color(color: str) -> bool:
    """Tell whether output gets colours, if they are asked for by this word."""
    if color == "auto":
        is_plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        return sys.stdout.isatty() and not is_plain
    return color == "always"


def terminal_width() -> int:
    """Give the columns of the terminal, or what is usual."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def write(text: str) -> None:
    """Write to the terminal whatever it can show."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:  # somebody has seen enough: `hearth check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
