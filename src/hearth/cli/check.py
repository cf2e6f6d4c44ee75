"""``hearth check``: what is wrong in a CCcam.cfg, and what to do about it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from hearth.cli.options import COLOR
from hearth.config.find import NotFound, find_config
from hearth.config.place import look_at_place
from hearth.config.read import read_config
from hearth.config.report import DEFAULT_WIDTH, FORMATS, report
from hearth.config.report.sheet import Sheet, sheet_of
from hearth.diagnostics import Severity

CCCAM_CFG: Final = "CCcam.cfg"
STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
WARNINGS: Final = 1
ERRORS: Final = 2
UNREADABLE: Final = 3


@click.command(short_help="Say what is wrong in a CCcam.cfg.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(readable=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, one line each, or for other programs.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if there is a warning.")
@COLOR
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], form: str, *, strict: bool, color: str
) -> None:
    """
    Say what is wrong in a CCcam.cfg, why it matters and what to do.

    Without FILE it is the one that CCcam would read; - is the standard input.
    What is beside it is checked too: hearth.toml, CCcam.prio and the files of
    names. FILE may be a hearth.toml or a CCcam.prio as well.
    Passwords and keys are never shown. `hearth fix` mends what can be mended.

    Exit codes: 0 clean, or notes, or warnings without --strict; 1 warnings
    with --strict; 2 errors; 3 a file could not be read.
    """
    was_enabled = gc.isenabled()
    gc.disable()  # a short life with many small objects and no garbage
    try:
        sheets, is_all = _checked(files or (_found(),))
        width = terminal_width()
        text = report(sheets, form, color=has_color(color), width=width)
    finally:
        if was_enabled:
            gc.enable()
    write(text)
    ctx.exit(exit_code(sheets, strict=strict) if is_all else UNREADABLE)


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


def _checked(files: Iterable[str]) -> tuple[list[Sheet], bool]:
    """Check files, each once; tell whether all could be read. If not, it is said."""
    sheets: list[Sheet] = []
    is_all = True
    for file in files:
        try:
            sheets += (sheet for sheet in _sheets(file) if not _is_in(sheet, sheets))
        except OSError as error:
            name = error.filename or file
            click.echo(f"hearth: {name} cannot be read: {error.strerror}", err=True)
            is_all = False
    return sheets, is_all


def _is_in(sheet: Sheet, sheets: Iterable[Sheet]) -> bool:
    """Tell whether the same was said of the same file: one beside two of them."""
    return any(
        other.file == sheet.file and other.findings == sheet.findings
        for other in sheets
    )


def _sheets(file: str) -> Iterator[Sheet]:
    """
    Check a file and what is beside it.

    Raises:
        OSError: One of them cannot be read.

    """
    if file == STDIN:
        yield sheet_of(
            read_config(sys.stdin.buffer.read(), file=STDIN_NAME), STDIN_NAME
        )
        return
    path = Path(file)
    data, name = path.read_bytes(), path.name.lower()
    if name.endswith(".toml"):
        yield _sheet_of_toml(path, data)
    elif name.endswith(".prio"):
        from hearth.config.beside.sheets import sheet_of_prio

        yield sheet_of_prio(data, file)
    else:
        from hearth.config.beside.sheets import sheets_beside

        reading = read_config(data, file=file, place=look_at_place(path))
        yield sheet_of(reading, file)
        yield from sheets_beside(path, reading)


def _sheet_of_toml(path: Path, data: bytes) -> Sheet:
    """Check a hearth.toml together with the CCcam.cfg that it is laid over."""
    from hearth.config.beside.sheets import sheet_of_toml

    beside = path.with_name(CCCAM_CFG)
    if not beside.exists():
        return sheet_of_toml(data, str(path))
    reading = read_config(beside.read_bytes(), file=str(beside))
    return sheet_of_toml(data, str(path), reading, CCCAM_CFG)


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
