"""``hearth lab run``: a scenario on real sockets, with what happens as it happens."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import click

from hearth.cli.lab.parts import need_lab
from hearth.cli.lab.simulate import find, show

if TYPE_CHECKING:
    from hearth.lab.real.home import HubPlan
    from hearth.lab.real.run import RealRun, View
    from hearth.lab.scenario.report import Report

RUN_S: Final = 60.0
TABLE_S: Final = 0.5  # how often the table is drawn
LINE_S: Final = 5.0  # how often a line is printed where no table can be


@click.command("run", short_help="Run a scenario on real sockets, and watch it.")
@click.argument("scenario")
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(1, 86_400),
    help="How long; without it, a minute. A longer scenario is shown in haste.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    help="Of every dice; without it, the scenario's.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON at the end.")
def command(
    scenario: str, seconds: float | None, seed: int | None, *, as_json: bool
) -> None:
    """
    Run a scenario on real sockets, and say at the end what every receiver saw.

    SCENARIO is a name that `hearth lab` lists, or a file. Cards, networks and
    receivers are made up; Hearth is the real one, and so are its sockets, all
    on this machine's loopback. Ctrl-C ends it earlier.
    """
    need_lab()
    from hearth.lab.real.run import RealRun

    plan = find(scenario)
    # What goes wrong is in the table; the log's lines would tear it apart.
    logging.getLogger("hearth").addHandler(logging.NullHandler())
    logging.getLogger("hearth").propagate = False

    async def run() -> Report:
        lasts_s = min(RUN_S, plan.lasts_s) if seconds is None else seconds
        running = RealRun(plan, seconds=lasts_s, seed=seed, open_hub=open_hub)
        return await _watched(running, quiet=as_json)

    show(asyncio.run(run()), as_json=as_json)


@asynccontextmanager
async def open_hub(plan: HubPlan) -> AsyncIterator[None]:
    """Run Hearth in this process, for a scenario."""
    from hearth.config.read import read_config
    from hearth.daemon import Hearth
    from hearth.state import make_node_id

    hearth = Hearth(
        read_config(plan.config.encode(), file="scenario").settings,
        node_id=make_node_id(),
        observers=[plan.observe],
        look_up=plan.look_up,
    )
    async with hearth:
        yield


async def _watched(running: RealRun, *, quiet: bool) -> Report:
    from hearth.cli.lab.run import until_told

    until_told(running.end)
    if quiet:
        return await running.run(lambda _: None, TABLE_S)
    if not _is_terminal():
        return await running.run(lambda view: click.echo(line_of(view)), LINE_S)
    from rich.live import Live

    from hearth.cli.lab.report import make_console, view_tables

    with Live(console=make_console(), auto_refresh=False, transient=True) as live:
        return await running.run(
            lambda view: live.update(view_tables(view), refresh=True), TABLE_S
        )


def line_of(view: View) -> str:
    """Say in a line what is going on."""
    right = sum(seen.right for seen in view.receivers)
    asked = sum(seen.questions for seen in view.receivers)
    frozen_s = sum(sum(seen.frozen_s.values()) for seen in view.receivers)
    faults = ", ".join(view.faults) or "nothing happens"
    return (
        f"{view.elapsed_s:.0f} s of {view.seconds:.0f} s  {right} of {asked} right,"
        f" {frozen_s:.1f} s frozen; {faults}"
    )


def _is_terminal() -> bool:
    """Whether what is printed can be printed over again."""
    return sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
