"""``hearth lab picture``: a scrambled picture, from the head-end to the screen."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from hearth.lab.picture.home import Evening
    from hearth.lab.picture.player import Progress

PORTS_TRIED: Final = 8  # another program may take one before we have it
LINE_S: Final = 5.0  # of the stream, between two lines where no bar can be
SECOND_MS: Final = 1000
MEGABIT: Final = 1_000_000
CANNOT_RUN: Final = 3  # exit code: a file cannot be written, something is missing

PERIODS: Final = ("10", "7", "1")
LEADS: Final = ("wide", "narrow")


@click.command("picture", short_help="Scramble, ask, descramble and look at a picture.")
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    help="How long the picture runs.",
)
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the descrambled stream, to look at: `ffplay FILE`, or any player.",
)
@click.option(
    "--period",
    type=click.Choice(PERIODS),
    default="10",
    show_default=True,
    help="Seconds that a control word lasts.",
)
@click.option(
    "--lead",
    type=click.Choice(LEADS),
    default="wide",
    show_default=True,
    help="How long before its use it is on air: 0.9 or 0.2 of the period.",
)
@click.option(
    "--halves",
    type=click.Choice(("both", "one")),
    default="both",
    show_default=True,
    help="Whether an ECM has both control words, or the next one alone.",
)
@click.option(
    "--delay",
    "delay_ms",
    metavar="MS",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    help="How long the card takes for a question.",
)
@click.option(
    "--jitter",
    "jitter_ms",
    metavar="MS",
    type=click.FloatRange(0),
    default=0,
    help="By how much that varies, to either side.",
)
@click.option("--second-line", is_flag=True, help="A second card, which is quick.")
@click.option(
    "--kill",
    "kill_s",
    metavar="S",
    type=click.FloatRange(0),
    help="When the preferred line dies, in seconds of the picture.",
)
@click.option(
    "--silently", is_flag=True, help="It dies without a word, not with a FIN."
)
@click.option(
    "--bitrate",
    metavar="MBIT",
    type=click.FloatRange(0.5, 50),
    default=4,
    show_default=True,
    help="Of the whole stream, in Mbit/s.",
)
@click.option(
    "--services",
    type=click.IntRange(1, 8),
    default=3,
    show_default=True,
    help="How many channels are in it; the first one is watched.",
)
@click.option(
    "--speed",
    metavar="X",
    type=click.FloatRange(0.1, 20),
    default=1,
    help="So many times faster than real time; the card too, not Hearth's patience.",
)
@click.option("--seed", default=0, help="Of colours and jitter.")
@click.option("--json", "as_json", is_flag=True, help="The result for a program.")
@click.option("--plain-output", is_flag=True, help="Lines instead of a moving bar.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    save: Path | None,
    *,
    as_json: bool,
    plain_output: bool,
    **options: Any,
) -> None:
    """
    Scramble, ask, descramble and look at a picture.

    A head-end makes a channel and scrambles it with DVB-CSA; a receiver asks
    Hearth for each control word, descrambles and decodes, and every picture is
    compared with the original. All of it is made up, and on this machine.
    Exit code 0 if every picture came out identical, otherwise 1.
    """
    from hearth.cli.lab.parts import need_lab

    need_lab()
    from hearth.errors import HearthError
    from hearth.lab.picture import words
    from hearth.lab.picture.home import PictureHome

    # What goes wrong is in the result; the log's lines would stand between.
    logging.getLogger("hearth").addHandler(logging.NullHandler())
    try:
        evening = make_evening(**options)
        with contextlib.ExitStack() as stack:
            file = stack.enter_context(save.open("wb")) if save else None
            told = stack.enter_context(
                _progress(evening, is_silent=as_json, is_plain=plain_output)
            )
            result = asyncio.run(PictureHome(evening, open_hearth, told).run(file))
    except (HearthError, OSError) as error:
        click.echo(f"hearth: {error}", err=True)
        sys.exit(CANNOT_RUN)
    if as_json:
        click.echo(json.dumps(words.as_json(result), indent=2))
    else:
        click.echo("\n".join(words.lines(result)))
        if save:
            click.echo(f"The descrambled stream is in {save}.")
    ctx.exit(0 if result.is_whole else 1)


def make_evening(**options: Any) -> Evening:
    """
    Make of the options what is to happen.

    Raises:
        hearth.errors.UsageError: What they ask for cannot be.

    """
    from hearth.lab.card_system import Halves
    from hearth.lab.picture.home import Evening
    from hearth.lab.stream.head_end import StreamPlan
    from hearth.lab.stream.profile import NARROW, WIDE, Profile

    profile = Profile(
        period_s=float(options["period"]),
        lead=WIDE if options["lead"] == "wide" else NARROW,
        halves=Halves(options["halves"]),
    )
    stream = StreamPlan(
        seconds=options["seconds"],
        profile=profile,
        bitrate=round(options["bitrate"] * MEGABIT),
        services=options["services"],
        seed=options["seed"],
    )
    return Evening(
        stream=stream,
        delay_s=options["delay_ms"] / SECOND_MS,
        jitter_s=options["jitter_ms"] / SECOND_MS,
        second_line=options["second_line"],
        kill_s=options["kill_s"],
        silently=options["silently"],
        speed=options["speed"],
    )


@contextlib.asynccontextmanager
async def open_hearth(config: str) -> AsyncIterator[int]:
    """
    Run Hearth on a free port.

    Args:
        config: The text of its CCcam.cfg, without a port.

    Returns:
        The port, in the block.

    Raises:
        hearth.net.listener.PortTakenError: No free port was found.

    """
    from hearth.cli.demo.home import free_port
    from hearth.config.read import read_config
    from hearth.daemon import Hearth
    from hearth.net.listener import PortTakenError
    from hearth.state import make_node_id

    async with contextlib.AsyncExitStack() as stack:
        for tried in range(1, PORTS_TRIED + 1):
            port = free_port()
            text = f"SERVER LISTEN PORT : {port}\n{config}\n"
            settings = read_config(text.encode(), file="picture").settings
            hearth = Hearth(settings, node_id=make_node_id())
            try:
                await stack.enter_async_context(hearth)
            except PortTakenError:
                if tried == PORTS_TRIED:
                    raise
            else:
                yield port
                return


@contextlib.contextmanager
def _progress(
    evening: Evening, *, is_silent: bool, is_plain: bool
) -> Iterator[Callable[[Progress], None]]:
    """Show how far it is: a bar where one can be, otherwise a line now and then."""
    seconds = evening.stream.seconds
    if is_silent:
        yield lambda _: None
    elif is_plain or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        yield _lines(seconds)
    else:
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (BarColumn(), TextColumn("{task.description}"))
        with Progress(*columns, transient=True) as bar:
            task = bar.add_task("tuning", total=seconds)

            def tell(now: Any) -> None:
                bar.update(task, completed=now.seconds, description=_say(now, seconds))

            yield tell


def _lines(seconds: float) -> Callable[[Progress], None]:
    next_s = 0.0

    def tell(now: Progress) -> None:
        nonlocal next_s
        if now.seconds >= next_s:
            next_s += LINE_S
            click.echo(_say(now, seconds))

    return tell


def _say(now: Progress, seconds: float) -> str:
    return (
        f"{now.seconds:.0f} s of {seconds:g} s: {now.identical} pictures identical,"
        f" {now.questions} questions"
    )
