"""``hearth lab``: the laboratory's parts, one at a time."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from importlib import import_module
from typing import Any, Final

import click

from hearth.dvb import ServiceId
from hearth.errors import UsageError
from hearth.household import NotHomeError
from hearth.secret import Secret

USER: Final = "lab"
MADE_UP_PASSWORD: Final = "made-up"  # noqa: S105  # opens nothing but a made-up card
SHOWN_INSTEAD: Final = "<the password that you gave>"
CANNOT_START: Final = 3  # exit code: a port cannot be used
SECOND_MS: Final = 1000
WIDTH: Final = 79  # columns: a terminal of 80 shows all of it
MODULES: Final = {
    "simulate": "simulate",
    "run": "scenario",
    "picture": "picture",
}


def need_lab() -> None:
    """
    Make sure that the laboratory can run here.

    Raises:
        click.ClickException: What it needs is not installed; says how to.

    """
    try:
        import cryptography  # noqa: F401
    except ImportError:
        raise click.ClickException(
            "The Python package `cryptography` is not installed.\n"
            "The laboratory's made-up card needs it for its AES; `hearth serve` does"
            " not.\nTo install it, run one of:\n"
            f"    {sys.executable} -m pip install 'hearth[lab]'\n"
            "    sudo apt-get install python3-cryptography"
            "    (if Hearth runs with the system's Python)"
        ) from None


def host_and_port(
    _ctx: click.Context, _param: click.Parameter, value: str
) -> tuple[str, int]:
    """
    Take ``HOST:PORT`` apart; an IPv6 address stands in brackets.

    Raises:
        click.BadParameter: It is something else.

    """
    host, colon, port = value.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise click.BadParameter(f"{value!r} is not like 127.0.0.1:12000")
    return host.removeprefix("[").removesuffix("]"), int(port)


def service_ids(
    _ctx: click.Context, _param: click.Parameter, value: str
) -> tuple[ServiceId, ...]:
    """
    Take a list of service ids apart, written as CCcam writes them.

    Raises:
        click.BadParameter: It is something else.

    """
    try:
        return tuple(ServiceId(int(sid, 16)) for sid in value.split(","))
    except (ValueError, UsageError):
        raise click.BadParameter(
            f"{value!r} is not like 1234 or 1234,1235 (hexadecimal, to FFFF)"
        ) from None


class LabGroup(click.Group):
    """Imports what has a module of its own when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name what there is, scenarios first."""
        del ctx
        return [*MODULES, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command, if it has one."""
        if cmd_name not in MODULES:
            return super().get_command(ctx, cmd_name)
        found = import_module(f"hearth.cli.lab.{MODULES[cmd_name]}").command
        assert isinstance(found, click.Command)
        return found


@click.group(
    cls=LabGroup,
    invoke_without_command=True,
    short_help="Every fault of a home on demand, and a card that is made up.",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """
    The laboratory: every fault of a home on demand, and no real card needed.

    It has a card system of its own, which no broadcaster uses, so that
    everything can be tried without a real card. Without a command, it lists
    what there is, and the scenarios. `hearth demo` shows the parts working
    together.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        for line in scenario_list():
            click.echo(line)


def scenario_list() -> list[str]:
    """Say which scenarios there are, with a sentence each; or what is missing."""
    try:
        need_lab()
    except click.ClickException as error:
        return ["", error.message]
    from hearth.lab.scenario.shipped import shipped

    lines = ["", "Scenarios:  (hearth lab simulate NAME, hearth lab run NAME)"]
    for short, scenario in shipped().items():
        lines += [f"  {short:<24}{scenario.name}"]
        lines += textwrap.wrap(
            scenario.tells, WIDTH, initial_indent=26 * " ", subsequent_indent=26 * " "
        )
    return lines


@command.command(short_help="Run a card server with a made-up card.")
@click.option("--host", default="127.0.0.1", show_default=True, help="A home address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Where to listen; without it, a free port.",
)
@click.option("--user", default=USER, show_default=True, help="Who may log in.")
@click.option(
    "--password",
    envvar="HEARTH_LAB_PASSWORD",
    help="With which password; it is not shown. Without it, a made-up one, which is.",
)
@click.option(
    "--delay",
    "delay_ms",
    metavar="MS",
    type=click.FloatRange(0),
    default=0,
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
@click.option(
    "--refuse",
    "refuse_percent",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    default=0,
    help="How many of the questions it refuses.",
)
@click.option("--plain", is_flag=True, help="No partner mode: one question at a time.")
@click.option("--serial", is_flag=True, help="One question at a time, as a real card.")
@click.option("--seed", default=0, help="Of the dice: the same one, the same run.")
def card(
    host: str,
    port: int,
    user: str,
    password: str | None,
    **options: Any,
) -> None:
    """
    Run a CCcam card server with a made-up card, until Ctrl-C.

    It prints the C: line by which Hearth, or any CCcam client of this home,
    gets to it.
    """
    need_lab()
    from hearth.cli.lab.run import CardRun
    from hearth.lab.card_reader import CardBehaviour

    run = CardRun(
        host=host,
        port=port,
        user=user,
        password=Secret((password or MADE_UP_PASSWORD).encode()),
        shown=SHOWN_INSTEAD if password else MADE_UP_PASSWORD,
        behaviour=CardBehaviour(
            delay_s=options["delay_ms"] / SECOND_MS,
            jitter_s=options["jitter_ms"] / SECOND_MS,
            refuse=options["refuse_percent"] / 100,
            serial=options["serial"],
        ),
        partner=not options["plain"],
        seed=options["seed"],
    )
    try:
        asyncio.run(run.serve())
    except NotHomeError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        click.echo(f"hearth: {run.cannot_listen(error)}", err=True)
        sys.exit(CANNOT_START)


@command.command(short_help="Watch through a server, and check every answer.")
@click.option(
    "--connect",
    "server",
    metavar="HOST:PORT",
    callback=host_and_port,
    required=True,
    help="The CCcam server to ask: Hearth, or a lab card.",
)
@click.option("--user", default=USER, show_default=True, help="Our account there.")
@click.option(
    "--password",
    envvar="HEARTH_LAB_PASSWORD",
    default=MADE_UP_PASSWORD,
    help="Its password; without it, the made-up one of `hearth lab card`.",
)
@click.option(
    "--service",
    "services",
    metavar="SID[,SID...]",
    callback=service_ids,
    default="1234",
    show_default=True,
    help="What to watch, in hexadecimal; of several, one after the other.",
)
@click.option(
    "--period",
    "period_s",
    metavar="S",
    type=click.FloatRange(0.05),
    default=10,
    show_default=True,
    help="How long a control word lasts.",
)
@click.option(
    "--zap",
    "zap_s",
    metavar="S",
    type=click.FloatRange(0.05),
    default=15,
    show_default=True,
    help="How long one of several services is watched, about.",
)
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(0),
    help="End after so long; without it, at Ctrl-C.",
)
@click.option("--plain", is_flag=True, help="No partner mode.")
@click.option("--seed", default=0, help="Of the zapping: the same one, the same run.")
@click.pass_context
def receiver(
    ctx: click.Context,
    /,
    server: tuple[str, int],
    user: str,
    password: str,
    **options: Any,
) -> None:
    """
    Watch lab channels through a CCcam server, and check every answer.

    Prints a line for each answer, then a summary. Exit code 0 if there was an
    answer and every question got the right one, otherwise 1.
    """
    need_lab()
    from hearth.cli.lab.run import Programme, watch
    from hearth.net.settings import Upstream

    host, port = server
    upstream = Upstream(user, host, port, user, Secret(password.encode()))
    programme = Programme(
        services=options["services"],
        period_s=options["period_s"],
        zap_s=options["zap_s"],
        seconds=options["seconds"],
        seed=options["seed"],
    )
    watching = watch(upstream, programme, partner=not options["plain"])
    try:
        statistics = asyncio.run(watching)
    except (NotHomeError, UsageError) as error:
        raise click.ClickException(str(error)) from None
    ctx.exit(0 if statistics.all_right else 1)
