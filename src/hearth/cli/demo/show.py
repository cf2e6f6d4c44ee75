"""``hearth demo``: a home that is made up, to see everything work."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from hearth.cli.lab.parts import SECOND_MS, need_lab

if TYPE_CHECKING:
    from hearth.cli.demo.home import DemoHome, Plan
    from hearth.cli.demo.view import Scene

TABLE_S: Final = 0.25  # how often the table is drawn
LINE_S: Final = 2.0  # how often a line is printed where no table can be


@click.command(short_help="Show it all, without a card and without a file.")
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(0, min_open=True),
    help="End after so long; without it, at Ctrl-C.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=12000,
    show_default=True,
    help="Where receivers log in; a free one if it is taken.",
)
@click.option(
    "--period",
    "period_s",
    metavar="S",
    type=click.FloatRange(0.1),
    default=2,
    show_default=True,
    help="How long a control word lasts; on air it is about 10 s.",
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
    default=30,
    show_default=True,
    help="By how much that varies, to either side.",
)
@click.option(
    "--seed",
    default=0,
    show_default=True,
    help="Of zapping and jitter: the same one, the same evening.",
)
@click.option(
    "--plain-output", is_flag=True, help="A line now and then instead of a table."
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    seconds: float | None,
    *,
    plain_output: bool,
    **options: Any,
) -> None:
    """
    Show it all, without a card and without a file.

    A made-up card, Hearth itself, and three receivers that watch made-up
    channels and check every answer: all on this machine, over real
    connections. Exit code 0 if every receiver got an answer and every answer
    was right, otherwise 1.
    """
    need_lab()
    from hearth.cli.demo.home import Plan
    from hearth.lab.card_reader import CardBehaviour

    plan = Plan(
        port=options["port"],
        period_s=options["period_s"],
        behaviour=CardBehaviour(
            delay_s=options["delay_ms"] / SECOND_MS,
            jitter_s=options["jitter_ms"] / SECOND_MS,
        ),
        seconds=seconds,
        seed=options["seed"],
    )
    ctx.exit(0 if show(plan, as_table=not plain_output and _is_terminal()) else 1)


def _is_terminal() -> bool:
    """Whether what is printed can be printed over again."""
    return sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def show(plan: Plan, *, as_table: bool) -> bool:
    """
    Run the demo.

    Args:
        plan: What is to be shown.
        as_table: As a table that changes in place; otherwise as lines.

    Returns:
        Whether every receiver got an answer, and every answer was right.

    """
    from hearth.cli.demo.home import DemoHome

    # What goes wrong is in the table; the log's lines would tear it apart.
    logging.getLogger("hearth").addHandler(logging.NullHandler())

    async def run() -> Scene:
        home = DemoHome(plan, click.echo)
        return await (_run_table(home) if as_table else _run_lines(home))

    return asyncio.run(run()).all_right


async def _run_table(home: DemoHome) -> Scene:
    from rich.live import Live

    from hearth.cli.demo.view import make_console, tables
    from hearth.cli.lab.run import until_told

    console = make_console()
    until_told(home.end)
    with Live(console=console, auto_refresh=False) as live:

        def draw(scene: Scene) -> None:
            live.update(tables(scene, height=console.height), refresh=True)

        scene = await home.run(draw, TABLE_S)
        draw(scene)
    return scene


async def _run_lines(home: DemoHome) -> Scene:
    from hearth.cli.demo.view import pages, plain_line, summary
    from hearth.cli.lab.run import until_told

    until_told(home.end)
    is_told = False

    def say(now: Scene) -> None:
        nonlocal is_told
        if not is_told:
            click.echo(pages(now))
        is_told = True
        click.echo(plain_line(now))

    scene = await home.run(say, LINE_S)
    for line in summary(scene):
        click.echo(line)
    return scene
