"""Reads a scenario's file (TOML), strictly: what is not understood is an error."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import Final

from hearth.errors import UsageError
from hearth.household import MAX_ACCOUNTS, MAX_HOPS
from hearth.lab.broadcast import PERIOD_S, Broadcast
from hearth.lab.card_reader import CardBehaviour
from hearth.lab.card_system import Halves
from hearth.lab.scenario import units
from hearth.lab.scenario.behaviours import LinkBehaviour
from hearth.lab.scenario.happening import moment, read_happening
from hearth.lab.scenario.plan import (
    NEVER,
    USUAL_CARD,
    Asked,
    CardPlan,
    Kind,
    LinePlan,
    ReceiverPlan,
    Scenario,
    Watching,
)
from hearth.lab.scenario.table import ScenarioError, Table

USUAL_LEAD: Final = 0.9  # of the period, as most systems have it (docs/ecm-time.md)
MAX_LINES: Final = 8  # a home has one or two
MAX_CHANNELS: Final = 64
MAX_HAPPENINGS: Final = 64
MAX_BYTES: Final = 256 * 1024
LEAST_PERIOD_S: Final = 0.1
LEAST_ZAP_S: Final = 1.0
CODE: Final = re.compile(r"D\d{3}")
LONGEST_NAME: Final = 20  # what a log-in has room for


def read_scenario(data: bytes, *, file: str = "scenario") -> Scenario:
    """
    Read a scenario.

    Args:
        data: The file's content.
        file: Its name, for errors.

    Raises:
        ScenarioError: Something in it cannot be used; says what, where, why
            and what to do.

    """
    source = _decoded(data, file)
    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ScenarioError(
            f"{file}: this is not TOML: {error}",
            why="a scenario is a TOML file",
            remedy="look at one that `hearth lab` lists",
        ) from None
    return _scenario(Table(values, source, file))


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise ScenarioError(
            f"{file}: it has {len(data)} bytes",
            why=f"a scenario has up to {MAX_BYTES}",
            remedy="give the file of a scenario",
        )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ScenarioError(
            f"{file}: byte {error.start} is not UTF-8",
            why="a TOML file is written in UTF-8",
            remedy="save it as UTF-8",
        ) from None


def _scenario(top: Table) -> Scenario:
    channels = _names(top, "channels", top.texts("channels", ("One",)), MAX_CHANNELS)
    broadcast = _broadcast(top.table("broadcast"))
    cards = tuple(_card(table) for table in top.tables("card")) or (
        CardPlan(name="card"),
    )
    lines = tuple(_line(table, cards) for table in top.tables("line")) or (
        LinePlan(name="card.home.lan", card=cards[0].name),
    )
    receivers = tuple(_receiver(table, channels) for table in top.tables("receiver"))
    if not receivers:
        top.fail(
            "receiver",
            "there is no receiver",
            "nobody would see what happens",
            "add a table `[[receiver]]` with a name",
        )
    _names(top, "card", [card.name for card in cards], MAX_LINES)
    _names(top, "line", [line.name for line in lines], MAX_LINES)
    _names(top, "receiver", [box.name for box in receivers], MAX_ACCOUNTS)
    scenario = Scenario(
        name=top.text("name"),
        tells=top.text("tells"),
        seed=top.whole("seed", 0),
        starts_s=top.clock("starts", 20 * 3600.0),
        lasts_s=_over(top, "lasts", top.duration("lasts", 3600.0), 0.0),
        broadcast=broadcast,
        channels=channels,
        cards=cards,
        lines=lines,
        receivers=receivers,
    )
    happenings = top.tables("happens")
    if len(happenings) > MAX_HAPPENINGS:
        top.fail(
            "happens",
            f"{len(happenings)} things happen",
            f"nobody can follow more than {MAX_HAPPENINGS}",
            "take some out; `every` repeats one",
        )
    happens = tuple(read_happening(table, scenario) for table in happenings)
    asked = _asked(top.table("doctor"), scenario) if top.has("doctor") else None
    top.end()
    return replace(scenario, happens=happens, asked=asked)


def _asked(table: Table, scenario: Scenario) -> Asked:
    """Read what the doctor should say: the planted causes, or that all is well."""
    causes = tuple(table.texts("causes", ()))
    for code in causes:
        if not CODE.fullmatch(code):
            table.fail(
                "causes",
                f'"{code}" is no code of the doctor\'s',
                "a cause is named by its code, such as D305",
                "look at docs/doctor",
            )
    if bool(causes) is table.flag("healthy", default=False):
        table.fail(
            "causes",
            "it has to be said what is planted: `causes`, or `healthy = true`",
            "a home is either healthy or has causes",
            "write one of the two",
        )
    asked = Asked(causes=causes, freeze=_freeze(table, scenario))
    table.end()
    return asked


def _freeze(table: Table, scenario: Scenario) -> tuple[float, str] | None:
    """Read when somebody saw a freeze, as `hearth doctor --freeze` is told it."""
    if not table.has("freeze"):
        return None
    names = [receiver.name for receiver in scenario.receivers]
    at_s = moment(table, "freeze", scenario)
    return at_s, table.one_of("receiver", names, names[0])


def _names(table: Table, key: str, names: list[str], most: int) -> tuple[str, ...]:
    """Make sure that names differ, and that they are not too many."""
    if len(names) > most:
        table.fail(
            key,
            f"there are {len(names)} of `{key}`",
            f"one home has up to {most}",
            "take some out",
        )
    for name in names:
        if names.count(name) > 1:
            table.fail(
                key,
                f'two of `{key}` are named "{name}"',
                "what happens could not say which it is for",
                "give one of them another name",
            )
    return tuple(names)


def _over(table: Table, key: str, value: float, least: float) -> float:
    if value <= least:
        table.fail(
            key,
            f"`{key}` is {value:g} s",
            f"it has to be over {least:g} s",
            "make it longer",
        )
    return value


def _broadcast(table: Table) -> Broadcast:
    period_s = table.duration("period", PERIOD_S)
    _over(table, "period", period_s, LEAST_PERIOD_S / 2)
    lead_s = table.duration("lead", USUAL_LEAD * period_s)
    if not 0 < lead_s <= period_s:
        table.fail(
            "lead",
            f"`lead` is {lead_s:g} s",
            "an ECM is on air at most one crypto period ahead",
            f"give a time up to {period_s:g} s",
        )
    broadcast = Broadcast(
        period_s=period_s,
        lead_s=lead_s,
        halves=Halves(
            table.one_of("halves", [h.value for h in Halves], Halves.BOTH.value)
        ),
        staggered=not table.flag("together", default=False),
    )
    table.end()
    return broadcast


def _card(table: Table) -> CardPlan:
    usual = USUAL_CARD
    name = table.text("name")
    hops = table.whole("hops", 0)
    if hops > MAX_HOPS:
        table.fail(
            "hops",
            f"`hops` is {hops}",
            f"a home's own card is at most {MAX_HOPS} away",
            f"give 0 to {MAX_HOPS}",
        )
    try:
        behaviour = CardBehaviour(
            delay_s=table.duration("time", usual.delay_s),
            jitter_s=table.duration("jitter", 0.0),
            spread=table.share("spread", usual.spread),
            outliers=table.share("outliers", 0.0),
            outlier_times=table.number("outlier_times", usual.outlier_times),
            serial=table.flag("serial", default=usual.serial),
        )
    except UsageError as error:
        table.fail("name", str(error), "no card does so", "change it")
    table.end()
    return CardPlan(name=name, behaviour=behaviour, hops=hops)


def _link(table: Table) -> LinkBehaviour:
    usual = LinkBehaviour()
    return LinkBehaviour(
        delay_s=table.duration("network", usual.delay_s),
        jitter_s=table.duration("network_jitter", 0.0),
        loss=table.share("network_loss", 0.0),
    )


def _line(table: Table, cards: tuple[CardPlan, ...]) -> LinePlan:
    names = [card.name for card in cards]
    line = LinePlan(
        name=table.text("name"),
        card=table.one_of("card", names, names[0]),
        link=_link(table),
        partner=table.flag("partner", default=True),
    )
    table.end()
    return line


def _receiver(table: Table, channels: tuple[str, ...]) -> ReceiverPlan:
    name = table.text("name")
    if len(name.encode()) > LONGEST_NAME:
        table.fail(
            "name",
            f'"{name}" is too long',
            f"it is the user name, too, which has up to {LONGEST_NAME} bytes",
            "give a shorter one",
        )
    kind = Kind(table.one_of("kind", [k.value for k in Kind], Kind.BOX.value))
    begins = table.texts("from", ("00:00",))
    receiver = ReceiverPlan(
        name=name,
        kind=kind,
        link=_link(table),
        partner=table.flag("partner", default=kind is Kind.BOX),
        watching=_watching(table, channels, begins),
    )
    table.end()
    return receiver


def _watching(
    table: Table, channels: tuple[str, ...], begins: list[str]
) -> tuple[Watching, ...]:
    """Read when it watches what: one or more times of day, as many ends."""
    ends = table.texts("until", tuple(begins))
    if len(begins) != len(ends):
        table.fail(
            "until",
            f"`from` has {len(begins)} times and `until` {len(ends)}",
            "each evening has its end",
            "give as many of both",
        )
    watched = tuple(table.texts("channels", channels))
    for channel in watched:
        if channel not in channels:
            table.fail(
                "channels",
                f'the channel "{channel}" is not known',
                f"`channels` at the top has: {', '.join(channels)}",
                "name it there as well",
            )
    zap_s = table.duration("zap", NEVER)
    _over(table, "zap", zap_s, LEAST_ZAP_S / 2)
    return tuple(
        Watching(
            begin_s=_clock(table, "from", begin),
            end_s=_clock(table, "until", end),
            channels=watched,
            zap_s=zap_s,
        )
        for begin, end in zip(begins, ends, strict=True)
    )


def _clock(table: Table, key: str, text: str) -> float:
    seconds = units.clock(text)
    if seconds is None:
        table.fail(
            key,
            f'`{key}` is "{text}"',
            "it has to be a time of day such as 20:15",
            "change it",
        )
    return seconds
