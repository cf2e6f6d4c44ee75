"""``hearth migrate``: from one card server's files to another's."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from hearth.cli.migrate.files import FilesAreThereError, write_files

if TYPE_CHECKING:
    from hearth.config.migration.advice import Advice
    from hearth.config.migration.report import Report

NOT_DONE: Final = 1  # exit codes
CANNOT: Final = 3
MAX_BYTES: Final = 16 << 20  # of one file; a large one has 1 MB
MAX_WIDTH: Final = 100  # columns; longer lines are hard to read
STAMP: Final = "%Y-%m-%d-%H%M%S"
PASSWORD_BYTES: Final = 12  # of the account that Hearth gets in OSCam

FILE: Final = click.Path(path_type=Path, readable=False)  # reading it says more


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for on the command line."""

    source: Path | None
    target: Path | None
    as_json: bool
    dry_run: bool
    force: bool
    oscam_host: str


@click.command(short_help="Bring CCcam.cfg to OSCam, or OSCam's files to Hearth.")
@click.argument("source", required=False, type=FILE)
@click.argument("target", required=False, type=FILE)
@click.option(
    "--to",
    "to",
    type=click.Choice(["oscam", "hearth"]),
    help="oscam: write OSCam's files. hearth: bring a CCcam.cfg as web pages have it"
    " into the original's form, with hearth.toml beside it.",
)
@click.option(
    "--from",
    "origin",
    type=click.Choice(["oscam"]),
    help="Make a CCcam.cfg of the OSCam files in the folder SOURCE.",
)
@click.option("--advise", is_flag=True, help="Say which program suits, and why.")
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="Where to write the CCcam.cfg; without it, to standard output (--from) or"
    " over SOURCE (--to hearth).",
)
@click.option(
    "--report",
    "report_form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The form of the report on what became of each line.",
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option(
    "--force", is_flag=True, help="Replace files; the old ones stay as dated backups."
)
@click.option(
    "--oscam-host",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="With --from oscam: where OSCam runs, if it keeps the card.",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    source: Path | None,
    target: Path | None,
    **options: Any,
) -> None:
    """
    Bring the configuration of one card server to another.

    \b
    hearth migrate CCcam.cfg --to oscam DIR
    hearth migrate DIR --from oscam --output CCcam.cfg
    hearth migrate CCcam.cfg --to hearth
    hearth migrate --advise [CCcam.cfg]

    Every line of the old files is reported as kept, changed or dropped, with
    the reason. Passwords go into the new files alone, which only their owner
    can read. Exit code 1 if files are in the way, 3 if one cannot be read.
    """  # noqa: D301  # click's own mark for lines that stay as they are
    output: Path | None = options["output"]
    if output is not None and target is not None:
        raise click.UsageError("Name the place for the new file once.")
    wish = Wish(
        source=source,
        target=output or target,
        as_json=options["report_form"] == "json",
        dry_run=options["dry_run"],
        force=options["force"],
        oscam_host=options["oscam_host"],
    )
    asked = (options["advise"], options["origin"], options["to"])
    match asked:
        case True, None, None:
            _advise(wish)
        case False, "oscam", None | "hearth":
            _from_oscam(wish)
        case False, None, "oscam":
            _to_oscam(wish)
        case False, None, "hearth":
            _to_hearth(wish)
        case _:
            raise click.UsageError("Choose one of --to, --from and --advise.")
    ctx.exit(0)


def _to_oscam(wish: Wish) -> None:
    from hearth.config.oscam.writing.to_oscam import to_oscam

    source = _source(wish, "the CCcam.cfg")
    if wish.target is None:
        raise click.UsageError("Name the folder for OSCam's files.")
    made = to_oscam(_read(source), file=str(source))
    _show(made.report, wish)
    _write({wish.target / name: data for name, data in made.files.items()}, wish)


def _to_hearth(wish: Wish) -> None:
    from hearth.config.beside.keys import NAME
    from hearth.config.migration.to_hearth import to_hearth

    source = _source(wish, "the CCcam.cfg")
    data = _read(source)
    made = to_hearth(data, file=str(source))
    _show(made.report, wish)
    target = wish.target or source
    files = {} if made.config == data and target == source else {target: made.config}
    if made.toml:
        files[target.with_name(NAME)] = made.toml.data()
    if files:
        _write(files, wish)
    else:
        click.echo(f"{source} is in the original's form already.", err=True)


def _from_oscam(wish: Wish) -> None:
    from hearth.config.beside.keys import NAME
    from hearth.config.oscam.ini import FILES
    from hearth.config.oscam.reading.from_oscam import BehindHearth, from_oscam
    from hearth.secret import Secret

    source = _source(wish, "the folder with OSCam's files")
    found = {name: source / name for name in FILES if (source / name).is_file()}
    if not found:
        _fail(f"{source} has none of OSCam's files ({', '.join(FILES)}).")
    password = Secret(secrets.token_urlsafe(PASSWORD_BYTES).encode())
    made = from_oscam(
        {name: _read(path) for name, path in found.items()},
        BehindHearth(wish.oscam_host, password),
    )
    if wish.target is not None:
        _show(made.report, wish)
        files = {wish.target: made.config}
        if made.toml:
            files[wish.target.with_name(NAME)] = made.toml.data()
        _write(files, wish)
        return
    _show(made.report, wish, err=True)
    if made.toml:
        click.echo(f"With --output, {NAME} would be written beside it.", err=True)
    if not wish.dry_run:
        _print_config(made.config)


def _print_config(config: bytes) -> None:
    """Print a file; a terminal gets it without its secrets."""
    from hearth.config.migration.masked import masked

    if not sys.stdout.isatty():
        click.echo(config, nl=False)
        return
    click.echo(masked(config), nl=False)
    click.echo("The passwords are hidden here; --output writes them.", err=True)


def _advise(wish: Wish) -> None:
    from hearth.cli.migrate.machine import this_machine
    from hearth.config.find import Found, find_config
    from hearth.config.migration.advice import advise
    from hearth.config.migration.needs import needs_of

    source = wish.source
    if source is None:
        found = find_config()
        source = found.path if isinstance(found, Found) else None
    machine = this_machine()
    needs = None if source is None else needs_of(_read(source), file=str(source))
    advice = advise(machine, needs)
    if wish.as_json:
        click.echo(json.dumps(advice.as_json(), indent=2))
        return
    memory = f"{machine.memory_mib} MiB" if machine.memory_mib else "unknown memory"
    readers = ", ".join(machine.readers) or "no card reader"
    click.echo(f"This machine: {machine.architecture}, {memory}, {readers}.")
    click.echo(f"The file: {source}." if source else "No file.")
    _show_advice(advice)


def _show_advice(advice: Advice) -> None:
    from hearth.config.migration.report_text import wrapped

    for opinion in advice.opinions:
        click.echo(f"\n{opinion.program.value}: {opinion.verdict.value}")
        for reason in opinion.reasons:
            _echo_lines(wrapped(f"  - {reason}", _width(), "    "))
    if advice.remarks:
        click.echo()
    for remark in advice.remarks:
        _echo_lines(wrapped(f"- {remark}", _width(), "  "))


def _show(report: Report, wish: Wish, *, err: bool = False) -> None:
    from hearth.config.migration.report_text import report_lines

    if wish.as_json:
        click.echo(json.dumps(report.as_json(), indent=2), err=err)
        return
    for line in report_lines(report, width=_width()):
        click.echo(line, err=err)


def _write(files: Mapping[Path, bytes], wish: Wish) -> None:
    """Write the new files, and say so; not in the report's own stream."""
    if wish.dry_run:
        for path in files:
            click.echo(f"would write {path}", err=True)
        return
    stamp = time.strftime(STAMP)
    try:
        written = write_files(files, force=wish.force, stamp=stamp)
    except FilesAreThereError as error:
        there = ", ".join(map(str, error.paths))
        click.echo(
            f"hearth: nothing was written: {there} would be replaced. --force replaces"
            " it and keeps a dated backup; another place is safe.",
            err=True,
        )
        sys.exit(NOT_DONE)
    except OSError as error:
        _fail(f"{error.filename or wish.target} cannot be written: {error.strerror}.")
    for file in written:
        backup = f" (before: {file.backup})" if file.backup else ""
        click.echo(f"wrote {file.path}{backup}", err=True)


def _source(wish: Wish, what: str) -> Path:
    if wish.source is None:
        raise click.UsageError(f"Name {what}.")
    return wish.source


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            _fail(f"{path} is larger than {MAX_BYTES >> 20} MB: it is another file.")
        return path.read_bytes()
    except OSError as error:
        _fail(f"{path} cannot be read: {error.strerror}.")


def _fail(message: str) -> NoReturn:
    click.echo(f"hearth: {message}", err=True)
    sys.exit(CANNOT)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, MAX_WIDTH)


def _echo_lines(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)
