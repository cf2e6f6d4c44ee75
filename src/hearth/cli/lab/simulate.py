"""``hearth lab simulate``: a scenario in simulated time, a week in a minute."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import click

from hearth.cli.lab.parts import need_lab

if TYPE_CHECKING:
    from hearth.lab.scenario.plan import Scenario
    from hearth.lab.scenario.report import Report

DAY_S: Final = 86_400.0
MOST_DAYS: Final = 366


@click.command("simulate", short_help="Run a scenario in simulated time.")
@click.argument("scenario")
@click.option(
    "--days",
    metavar="N",
    type=click.FloatRange(0, MOST_DAYS, min_open=True),
    help="How long; without it, as long as the scenario is.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    help="Of every dice: the same one, the same report; without it, the scenario's.",
)
@click.option(
    "--doctor", is_flag=True, help="Say instead what the doctor would say there."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(
    ctx: click.Context, /, scenario: str, *, doctor: bool, **options: object
) -> None:
    """
    Run a scenario in simulated time, and say what every receiver saw.

    SCENARIO is a name that `hearth lab` lists, or a file. Hearth's decisions
    are the real ones; the receivers, the network, the cards and the time are
    made up, so that a week takes a minute. With --doctor the exit code is that
    of `hearth doctor`: 0 healthy, 1 worth mending, 2 a cause was found.
    """
    need_lab()
    from hearth.lab.simulated.household import simulate

    plan = find(scenario)
    days, seed, as_json = options["days"], options["seed"], bool(options["as_json"])
    assert isinstance(days, float | None)
    assert isinstance(seed, int | None)
    seconds = None if days is None else days * DAY_S
    if doctor:
        ctx.exit(_ask_doctor(plan, seconds, seed, as_json=as_json))
    show(simulate(plan, seconds=seconds, seed=seed), as_json=as_json)


def _ask_doctor(
    plan: Scenario, seconds: float | None, seed: int | None, *, as_json: bool
) -> int:
    """Print what the doctor says of a scenario; give its exit code."""
    from hearth.cli.check import has_color, terminal_width, write
    from hearth.doctor.report.as_json import as_json as json_of
    from hearth.doctor.report.as_text import as_text
    from hearth.lab.patient import diagnose

    diagnosis = diagnose(plan, seconds=seconds, seed=seed)
    if as_json:
        write(json_of(diagnosis))
    else:
        write(as_text(diagnosis, color=has_color("auto"), width=terminal_width()))
    return diagnosis.exit_code


def find(name: str) -> Scenario:
    """
    Find a scenario for a command.

    Raises:
        click.ClickException: There is none, or its file cannot be used.

    """
    from hearth.lab.scenario.shipped import find_scenario
    from hearth.lab.scenario.table import ScenarioError

    try:
        return find_scenario(name)
    except ScenarioError as error:
        raise click.ClickException(str(error)) from None


def show(report: Report, *, as_json: bool) -> None:
    """Print a report, for people or as JSON."""
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2))
        return
    from hearth.cli.lab.report import make_console, tables

    make_console().print(tables(report))
