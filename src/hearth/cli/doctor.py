"""``hearth doctor``: why does it freeze?"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

import click

from hearth import __version__
from hearth.cli.check import has_color, terminal_width, write
from hearth.cli.lab_question import lab_probe
from hearth.cli.options import COLOR, CONFIG, JSON, state_folder, state_option
from hearth.config.beside.overlay import Configuration
from hearth.config.find import NotFound, find_config
from hearth.doctor.examine import Diagnosis, examine
from hearth.doctor.freeze_time import moment_of
from hearth.doctor.gather import SINCE_S, Errand, gather, is_number
from hearth.doctor.ladder.climb import Climber
from hearth.doctor.machine.look import Wanted
from hearth.doctor.machine.ports import is_connected
from hearth.doctor.measure.neighbours import neighbours
from hearth.keeper import read_files
from hearth.net.settings import Upstream
from hearth.state import HISTORY_FILE, make_node_id
from hearth.translation import core_settings, net_settings
from hearth.wire.cccam.messages import Identity

UNREADABLE: Final = 3
_SPAN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|min|h|d)?")
_UNITS: Final = {"": 1, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400}


def seconds_of(_ctx: click.Context, _option: click.Parameter, text: str) -> float:
    """Read a span like ``10m``."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        msg = f"{text!r} is no time: write 30s, 10m, 2h or 1d"
        raise click.BadParameter(msg)
    return float(match[1]) * _UNITS[match[2] or ""]


@click.command(short_help="Say why it freezes, and what to do.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@CONFIG
@click.option(
    "--freeze",
    metavar="TIME",
    help='When the picture froze: "20:15", "2026-11-22 20:15" or now.',
)
@click.option("--receiver", default="", help="Whose picture froze.")
@click.option(
    "--binary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Look also whether this CCcam or OSCam program can run here.",
)
@click.option(
    "--since",
    default=f"{SINCE_S:.0f}s",
    callback=seconds_of,
    metavar="SPAN",
    help="How far back the history is read: 2h, 7d; a day unless given.",
)
@click.option(
    "--watch",
    default="0",
    callback=seconds_of,
    metavar="SPAN",
    help="Watch memory and processor time of card programs for so long: 10m.",
)
@state_option("The folder in which Hearth keeps its history.")
@JSON
@click.option("--fix-plan", is_flag=True, help="Print the commands of the remedies.")
@COLOR
@click.pass_context
def command(ctx: click.Context, /, file: Path | None, **options: object) -> None:
    """
    Say why the picture freezes: the most likely cause, its evidence, the remedy.

    It tries the lines of FILE step by step, looks at this machine, and reads
    what Hearth remembers of questions and answers. Nothing is changed, no
    password is shown, and it ends within 30 seconds. Without FILE it is the
    CCcam.cfg that `hearth serve` would use.

    Exit codes: 0 healthy; 1 something is worth mending; 2 a cause was found;
    3 the configuration cannot be read.
    """
    now = time.time()  # noqa: TID251  # the one place; everything below is told it
    errand = _errand(ctx, file, options, now)
    diagnosis = examine(asyncio.run(gather(errand)))
    end_progress(is_quiet=bool(options["as_object"]))
    write(_text(diagnosis, options))
    ctx.exit(diagnosis.exit_code)


def _errand(
    ctx: click.Context, file: Path | None, options: dict[str, object], now: float
) -> Errand:
    """Say what is to be collected, from what was typed."""
    named = options["config"]
    if file is not None and named is not None:
        raise click.UsageError("name the configuration once: FILE or -c FILE", ctx)
    path, configuration = _configuration(file or path_of(named))
    freeze = _freeze(ctx, options, now)
    folder = state_folder(options["state"])
    lines = lines_of(configuration)
    since, watch = options["since"], options["watch"]
    assert isinstance(since, float)
    assert isinstance(watch, float)
    told = progress(is_quiet=bool(options["as_object"]))
    return Errand(
        lines=lines,
        accounts=_accounts(configuration),
        config_errors=_errors(configuration),
        climber=_climber(told),
        wanted=_wanted(path, configuration, folder, path_of(options["binary"]), now),
        history=folder / HISTORY_FILE,
        since_s=since,
        freeze=freeze,
        watch_s=watch,
        told=told,
    )


def path_of(value: object) -> Path | None:
    """Give an option that is a path, if it was typed."""
    return value if isinstance(value, Path) else None


def _configuration(path: Path | None) -> tuple[Path | None, Configuration | None]:
    """Read what `hearth serve` would read; without any, the machine alone is left."""
    if path is None:
        found = find_config()
        if isinstance(found, NotFound):
            click.echo(f"hearth: {found}; looking at this machine alone", err=True)
            return None, None
        path = found.path
    return path, configuration_at(path)


def configuration_at(path: Path) -> Configuration:
    """Read a configuration, or end the program if it cannot be read."""
    try:
        return read_files(path)
    except OSError as error:
        name = error.filename or path
        cannot_read(f"the configuration {name} cannot be read: {error.strerror}")


def cannot_read(message: str) -> NoReturn:
    """End the program because a file cannot be read."""
    click.echo(f"hearth: {message}", err=True)
    sys.exit(UNREADABLE)


def _freeze(
    ctx: click.Context, options: dict[str, object], now: float
) -> tuple[float, str] | None:
    text, receiver = options["freeze"], str(options["receiver"])
    if text is None:
        if receiver:
            raise click.UsageError("--receiver needs --freeze TIME", ctx)
        return None
    at = moment_of(str(text), now)
    if at is None:
        msg = f'{text!r} is no time: write "20:15" or "2026-11-22 20:15"'
        raise click.UsageError(msg, ctx)
    return at, receiver


def lines_of(configuration: Configuration | None) -> tuple[tuple[str, Upstream], ...]:
    """Give the lines with the names that observations and history have of them."""
    if configuration is None:
        return ()
    ours = identity()
    names = {
        line.key: line.name
        for line in core_settings(configuration.settings, ours.node_id).lines
    }
    upstreams = net_settings(configuration.settings, ours).upstreams
    return tuple((names[upstream.key], upstream) for upstream in upstreams)


def identity() -> Identity:
    """Be somebody else than Hearth, so that no server takes us for the same."""
    return Identity(node_id=make_node_id(), program=f"Hearth {__version__}")


def _accounts(configuration: Configuration | None) -> tuple[str, ...]:
    if configuration is None:
        return ()
    return tuple(account.name for account in configuration.settings.accounts)


def _errors(configuration: Configuration | None) -> tuple[str, ...]:
    if configuration is None:
        return ()
    return tuple(finding.short() for finding in configuration.errors)


def _climber(told: Callable[[str], object]) -> Climber:
    return Climber(
        identity=identity(),
        probe_for=lab_probe,
        is_connected=is_taken,
        told=told,
    )


def is_taken(addresses: tuple[str, ...], port: int) -> bool:
    """Tell whether another program of this machine is connected to a server."""
    found = neighbours(addresses, port)
    return bool(found) if found is not None else is_connected(addresses, port)


def _wanted(
    path: Path | None,
    configuration: Configuration | None,
    state: Path,
    binary: Path | None,
    now: float,
) -> Wanted:
    if configuration is None:
        return Wanted(state=state, binary=binary, needs_names=False, now=now)
    settings = configuration.settings
    origin = configuration.origins.get("debug_level")
    return Wanted(
        listen_port=settings.listen_port,
        config=path,
        state=state,
        binary=binary,
        debug_level=settings.debug_level,
        debug_where=str(origin) if origin is not None else "",
        needs_names=any(not is_number(line.host) for line in settings.lines),
        now=now,
    )


def _text(diagnosis: Diagnosis, options: dict[str, object]) -> str:
    if options["as_object"]:
        from hearth.doctor.report.as_json import as_json

        return as_json(diagnosis)
    if options["fix_plan"]:
        from hearth.doctor.report.as_plan import as_plan

        return as_plan(diagnosis)
    from hearth.doctor.report.as_text import as_text

    color = has_color(str(options["color"]))
    return as_text(diagnosis, color=color, width=terminal_width())


def progress(*, is_quiet: bool) -> Callable[[str], object]:
    """Show on a terminal what has been looked at."""
    if is_quiet or not sys.stderr.isatty():
        return lambda _part: None
    return partial(_show_part, [])


def _show_part(done: list[str], part: str) -> None:
    done.append(part)
    click.echo(f"\r\x1b[Klooked at {len(done)}: {part[:40]}", err=True, nl=False)


def end_progress(*, is_quiet: bool) -> None:
    """Take the line of progress away."""
    if not is_quiet and sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
