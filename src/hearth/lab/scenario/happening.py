"""Reads what happens in a scenario: which fault, with what, when and to whom."""

from __future__ import annotations

import difflib
from dataclasses import MISSING, Field, fields
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from hearth.lab.scenario import units
from hearth.lab.scenario.fault import Fault, Whom
from hearth.lab.scenario.plan import (
    DAY_S,
    HUB,
    MACHINE,
    NEVER,
    Happening,
    Scenario,
)
from hearth.lab.scenario.registry import all_faults
from hearth.lab.scenario.table import Table

LEAST_S: Final = 0.01  # what comes again more often than that is no home's fault
UNITS: Final = ("_s", "_bytes")  # at the end of a parameter's name in the code


def read_happening(table: Table, scenario: Scenario) -> Happening:
    """
    Read one ``[[happens]]``.

    Raises:
        hearth.lab.scenario.table.ScenarioError: Something in it cannot be used.

    """
    kind = _kind(table)
    whom = targets(kind, scenario)
    to = tuple(table.texts("to", tuple(whom) if len(whom) == 1 else None))
    for name in to:
        if name not in whom:
            table.fail(
                "to",
                f'"{name}" cannot have the fault "{kind.name}"',
                f"who can is: {', '.join(whom)}",
                "name one of them",
            )
    happening = Happening(
        fault=_fault(kind, table, scenario),
        to=to,
        at_s=moment(table, "at", scenario, "0 s"),
        for_s=at_least(table, "for", table.duration("for", NEVER)),
        every_s=at_least(table, "every", table.duration("every", NEVER)),
    )
    if happening.every_s < NEVER and not happening.for_s < happening.every_s:
        table.fail(
            "every",
            "it would begin again before it is over",
            "`every` is from one beginning to the next",
            "give a `for` that is shorter than `every`",
        )
    table.end()
    return happening


def at_least(table: Table, key: str, seconds: float) -> float:
    """
    Make sure that a time is long enough to be followed.

    Raises:
        hearth.lab.scenario.table.ScenarioError: It is not.

    """
    if seconds < LEAST_S:
        table.fail(
            key,
            f"`{key}` is {units.for_people(seconds)}",
            f"it has to be {units.for_people(LEAST_S)} or more",
            "make it longer",
        )
    return seconds


def targets(kind: type[Fault[Any]], scenario: Scenario) -> list[str]:
    """Tell who in a scenario can have a fault."""
    names = {
        Whom.CARD: [card.name for card in scenario.cards],
        Whom.LINE: [line.name for line in scenario.lines],
        Whom.RECEIVER: [receiver.name for receiver in scenario.receivers],
        Whom.HUB: [HUB],
        Whom.MACHINE: [MACHINE],
    }
    return [name for whom in Whom if whom in kind.whom for name in names[whom]]


def _kind(table: Table) -> type[Fault[Any]]:
    kinds = all_faults()
    name = table.text("fault")
    if name not in kinds:
        close = difflib.get_close_matches(name, kinds, 1)
        table.fail(
            "fault",
            f'the fault "{name}" is not known',
            f"there are: {', '.join(kinds)}",
            f'did you mean "{close[0]}"?' if close else "take one of them",
        )
    return kinds[name]


def moment(
    table: Table, key: str, scenario: Scenario, default: str | None = None
) -> float:
    """
    Read a moment: so long after the beginning, or at a time of day.

    Raises:
        hearth.lab.scenario.table.ScenarioError: It is neither.

    """
    text = table.text(key, default)
    of_day = units.clock(text)
    if of_day is not None:
        return (of_day - scenario.starts_s) % DAY_S
    after = units.duration(text)
    if after is None:
        table.fail(
            key,
            f'`{key}` is "{text}"',
            "it has to be a time from the beginning such as 10 min, or a time of day"
            " such as 20:15",
            "change it",
        )
    return after


def _fault(kind: type[Fault[Any]], table: Table, scenario: Scenario) -> Fault[Any]:
    hints = get_type_hints(kind)
    values = {
        field.name: _parameter(field, hints[field.name], table)
        for field in fields(kind)  # type: ignore[arg-type]  # each is a dataclass
    }
    account = values.get("account")
    names = [receiver.name for receiver in scenario.receivers]
    if account is not None and account not in names:
        table.fail(
            "account",
            f'the account "{account}" is not known',
            f"a receiver's account has its name; there are: {', '.join(names)}",
            "name one of them",
        )
    return kind(**values)


def _parameter(field: Field[Any], hint: Any, table: Table) -> Any:
    """Take a fault's parameter as its type and its name say."""
    key = key_of(field.name)
    default = None if field.default is MISSING else field.default
    if get_origin(hint) is Literal:
        return table.one_of(key, get_args(hint), default)
    if hint is bool:
        return table.flag(key, default=default)
    if hint is int:
        return table.whole(key, default)
    if hint is str:
        return table.text(key, default)
    if field.name.endswith("_s"):
        return at_least(table, key, table.duration(key, default))
    return (table.share if field.name == "share" else table.number)(key, default)


def key_of(name: str) -> str:
    """Tell what a parameter is called in a file: without its unit."""
    for unit in UNITS:
        name = name.removesuffix(unit)
    # `every` is for when the fault itself comes again.
    return "each" if name == "every" else name
