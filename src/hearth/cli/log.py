"""``hearth log``: what logs say, of Hearth, CCcam, OSCam and Tvheadend."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final, NoReturn

import click

from hearth.cli.check import write
from hearth.cli.doctor import seconds_of
from hearth.cli.options import JSON, state_folder, state_option
from hearth.doctor.logs.entry import Entry
from hearth.doctor.logs.reading import read_files, read_line
from hearth.doctor.logs.report import as_json, as_text
from hearth.doctor.logs.summary import summary_of
from hearth.state import HISTORY_FILE

UNREADABLE: Final = 3
NOTHING: Final = 1
DAY_S: Final = 86_400.0


@click.command(short_help="Say what a log says: times, failures, gaps, changes.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option(
    "--explain", metavar="LINE", help="Say in plain words what one line means."
)
@click.option(
    "--since",
    default=f"{DAY_S:.0f}s",
    callback=seconds_of,
    metavar="SPAN",
    help="How far back Hearth's own history is read: 2h, 7d.",
)
@state_option("The folder in which Hearth keeps its history.")
@JSON
@click.pass_context
def command(ctx: click.Context, /, files: tuple[Path, ...], **options: object) -> None:
    """
    Say what logs say, per line and per receiver.

    FILE is a log of Hearth, CCcam, OSCam or Tvheadend, packed or not; rotated
    files beside it are read too. Without FILE it is Hearth's own history.

    Exit codes: 0 read; 1 nothing of it is known; 3 a file cannot be read.
    """
    explain = options["explain"]
    if explain is not None:
        text, code = _explained(str(explain))
        write(text)
        ctx.exit(code)
    entries, source = _from_files(files) if files else _from_history(options)
    said = as_json if options["as_object"] else as_text
    write(said(summary_of(entries), source))
    ctx.exit(0 if entries else NOTHING)


def _explained(line: str) -> tuple[str, int]:
    found = read_line(line)
    if found is None:
        return "This line is none of Hearth, CCcam, OSCam or Tvheadend.\n", NOTHING
    program, entry = found
    text = entry.text[:1].upper() + entry.text[1:]
    return f"{program}: {text}.\n", 0


def _from_files(files: tuple[Path, ...]) -> tuple[tuple[Entry, ...], str]:
    try:
        read = read_files(files, _midnight(files[-1].stat().st_mtime))
    except OSError as error:
        _cannot_read(f"{error.filename or files[0]} cannot be read: {error.strerror}")
    programs = " and ".join(read.programs) or "no known program"
    left = f", {read.unread} lines not understood" if read.unread else ""
    return read.entries, f"{', '.join(map(str, files))} ({programs}{left})"


def _from_history(options: dict[str, object]) -> tuple[tuple[Entry, ...], str]:
    from hearth.doctor.answers.from_history import record_of
    from hearth.doctor.logs.from_history import entries_of
    from hearth.observe.history.database import HistoryError
    from hearth.observe.history.reader import HistoryReader

    since = options["since"]
    assert isinstance(since, float)
    path = state_folder(options["state"]) / HISTORY_FILE
    if not path.exists():
        _cannot_read(f"there is no history at {path}. Name a log: hearth log FILE")
    now = time.time()  # noqa: TID251  # the one place; everything below is told it
    try:
        record = record_of(HistoryReader(path), now - since, now)
    except HistoryError as error:
        _cannot_read(str(error))
    return tuple(entries_of(record)), str(path)


def _midnight(at: float) -> float:
    local = time.localtime(at)
    return time.mktime((local.tm_year, local.tm_mon, local.tm_mday, 0, 0, 0, 0, 0, -1))


def _cannot_read(message: str) -> NoReturn:
    click.echo(f"hearth: {message}", err=True)
    sys.exit(UNREADABLE)
