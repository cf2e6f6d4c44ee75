"""``hearth measure``: how good each line is, and whether it was better before."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from hearth.cli.check import has_color, terminal_width, write
from hearth.cli.doctor import (
    cannot_read,
    configuration_at,
    end_progress,
    identity,
    lines_of,
    path_of,
    progress,
)
from hearth.cli.lab_question import lab_questions
from hearth.cli.options import COLOR, CONFIG, JSON, state_folder, state_option
from hearth.config.find import NotFound, find_config
from hearth.doctor.measure.months import MEASURE_FILE, compare, keep, kept_in
from hearth.doctor.measure.report import Line, as_json, as_text, as_worse, is_well
from hearth.doctor.measure.run import QUESTIONS, Plan, Result, measure_all
from hearth.net.settings import Upstream
from hearth.state import HISTORY_FILE

MOST_QUESTIONS: Final = 600  # ten minutes: a measurement, and no load
WORSE: Final = 1

Lines = tuple[tuple[str, Upstream], ...]


@click.command(short_help="Measure the lines, and compare with the months before.")
@click.argument("lines", nargs=-1, metavar="[LINE]...")
@CONFIG
@click.option(
    "-n",
    "--questions",
    type=click.IntRange(0, MOST_QUESTIONS),
    default=QUESTIONS,
    show_default=True,
    help="How many questions a line is asked, where there is something to ask.",
)
@state_option("The folder in which Hearth keeps its history; the measurements, too.")
@JSON
@click.option("--monthly", is_flag=True, help="Say only what got clearly worse.")
@COLOR
@click.pass_context
def command(ctx: click.Context, /, lines: tuple[str, ...], **options: object) -> None:
    """
    Measure lines: connections, round trips, jitter, loss, log-in, ECM time.

    LINE is a host, or host:port; without it, every line of the configuration,
    those on standby too. At most one question a second is asked. Where Hearth
    is connected already nobody logs in beside it: then its own connection and
    the history are looked at. What was measured is kept, so that months can be
    compared.

    Exit codes: 0 well; 1 a line is poor, off or clearly worse than before (with
    --monthly: clearly worse or off); 2 wrong use; 3 the configuration cannot be
    read.
    """
    chosen = _chosen(ctx, lines_of(configuration_at(_file(options))), lines)
    folder = state_folder(options["state"])
    is_quiet = bool(options["as_object"] or options["monthly"])
    now = time.time()  # noqa: TID251  # the one place; everything below is told it
    questions = options["questions"]
    assert isinstance(questions, int)
    plan = Plan(
        identity=identity(),
        now=now,
        history=folder / HISTORY_FILE,
        questions=questions,
        questions_for=lab_questions,
        told=progress(is_quiet=is_quiet),
    )
    results = asyncio.run(measure_all(chosen, plan))
    end_progress(is_quiet=is_quiet)
    told = _kept(results, folder / MEASURE_FILE)
    write(_text(told, options))
    ctx.exit(_exit_code(told, is_monthly=bool(options["monthly"])))


def _file(options: dict[str, object]) -> Path:
    named = path_of(options["config"])
    if named is not None:
        return named
    found = find_config()
    if isinstance(found, NotFound):
        cannot_read(f"{found}. Name your file: hearth measure -c FILE")
    return found.path


def _chosen(ctx: click.Context, lines: Lines, wanted: tuple[str, ...]) -> Lines:
    """Give the lines that were named, in the configuration's order; or all."""
    if not lines:
        raise click.UsageError("the configuration has no C: line", ctx)
    known = {name: _names(name, upstream) for name, upstream in lines}
    for word in wanted:
        if not any(word in names for names in known.values()):
            there = ", ".join(known)
            raise click.UsageError(f"there is no line {word!r}; there is {there}", ctx)
    return tuple(
        (name, upstream)
        for name, upstream in lines
        if not wanted or known[name] & set(wanted)
    )


def _names(name: str, upstream: Upstream) -> set[str]:
    return {name, upstream.host, f"{upstream.host}:{upstream.port}"}


def _kept(results: Sequence[Result], file: Path) -> tuple[Line, ...]:
    """Compare with what was kept before, then keep."""
    before = kept_in(file)
    why_not = keep(file, (result.measured for result in results))
    if why_not:
        click.echo(f"hearth: {why_not}", err=True)
    return tuple(
        Line(measured, compare(measured, past, before)) for measured, past in results
    )


def _text(lines: Sequence[Line], options: dict[str, object]) -> str:
    if options["monthly"] and not any(line.is_worse for line in lines):
        return ""
    if options["as_object"]:
        return as_json(lines)
    if options["monthly"]:
        return as_worse(lines)
    color = has_color(str(options["color"]))
    return as_text(lines, color=color, width=terminal_width())


def _exit_code(lines: Sequence[Line], *, is_monthly: bool) -> int:
    if is_monthly:
        return WORSE if any(line.is_worse for line in lines) else 0
    return 0 if is_well(lines) else WORSE
