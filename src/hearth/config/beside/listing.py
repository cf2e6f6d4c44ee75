"""
Every setting with its value, its default and where it came from.

Made from what was read, so it can only say what holds. No password is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hearth.config.beside.keys import FLAG, KEYS, LINES, Key
from hearth.config.beside.overlay import Configuration, Origin, retries_of
from hearth.config.language.cut import Parts, cut
from hearth.config.language.directives import DIRECTIVES, Directive, Kind, Owner
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.config.meaning.model import (
    AccountSettings,
    CardLimit,
    LineSettings,
    Settings,
)
from hearth.secret import Secret

MASKED: Final = "********"  # as long for every password
ALL_CARDS: Final = "all cards"
_INTERFACES: Final = "WebInfo and telnet"  # groups
_HISTORY: Final = "What is remembered"


@dataclass(frozen=True, slots=True)
class Row:
    """
    One setting.

    Attributes:
        group: What it belongs to: a part of the program, an account, a line;
            empty is the server itself.
        name: As the file calls it.
        value: What holds.
        default: What would hold if nothing were written; empty if it must be.
        origin: Where it is written, None if nowhere: it is the default.
        unused: Why Hearth does nothing with it; empty if it does.

    """

    group: str
    name: str
    value: str
    default: str
    origin: Origin | None
    unused: str = ""


def rows_of(configuration: Configuration, file: str) -> tuple[Row, ...]:
    """
    List what holds.

    Args:
        configuration: What was read.
        file: The name of the CCcam.cfg, for the origins.

    """
    lines = {
        statement.content.line: cut(statement)
        for statement in configuration.reading.statements
        if isinstance(statement, LineStatement)
    }
    settings = configuration.settings
    return (
        *_settings(configuration),
        *(
            row
            for account in settings.accounts
            for row in _account(account, lines[account.span.line], file, settings)
        ),
        *(
            row
            for line in settings.lines
            for row in _line(line, lines[line.span.line], file, configuration)
        ),
        *_written_for_nobody(configuration.reading.statements, file),
    )


def _settings(configuration: Configuration) -> Iterator[Row]:
    for directive in DIRECTIVES.values():
        if directive.setting is not None:
            value = configuration.settings.value(directive.setting)
            is_text = directive.kind is Kind.TEXT
            is_server = "." not in directive.setting
            yield Row(
                "" if is_server else _INTERFACES,
                directive.name,
                _text(value) if is_text else _shown(value, directive.unit),
                "none" if is_text else directive.default,
                configuration.origins.get(directive.setting),
            )
    for key in KEYS:
        if not key.directive and key.table != LINES:
            yield Row(
                _HISTORY,
                key.path,
                _shown(configuration.settings.value(key.setting), key.unit),
                _default(key),
                configuration.origins.get(key.setting),
            )


def _written_for_nobody(statements: Iterable[Statement], file: str) -> Iterator[Row]:
    """List the directives that are written and that Hearth does nothing with."""
    for statement in statements:
        if not isinstance(statement, DirectiveStatement):
            continue
        directive = statement.directive
        if directive.setting is None:
            yield Row(
                "",
                directive.name,
                _as_written(directive, statement.value.text),
                directive.default,
                Origin(file, statement.span),
                directive.owner.value,
            )


def _as_written(directive: Directive, text: str) -> str:
    if directive.secret or directive.owner is Owner.REFUSED:
        return MASKED if text else ""
    # What is written for a card's reader may hold its keys anywhere.
    is_plain = directive.kind is not Kind.OPAQUE or directive.owner is Owner.LATER
    return text if is_plain else text.partition(" ")[0]


def _account(
    account: AccountSettings, parts: Parts, file: str, settings: Settings
) -> Iterator[Row]:
    numbers = [field for field in parts.fields[2:] if field.text.isalnum()]
    # Two numbers and braces are the article's form, whose braces mean nothing.
    blocks = () if len(numbers) < 3 else parts.blocks
    has = len(numbers), len(blocks)
    denied = (
        f"{_card(channel.ca_system_id, channel.provider_id)}:{channel.service_id:04X}"
        for channel in account.denied_services
    )
    emm = _shown(account.allow_emm)
    limits = _limits(settings.limits_of(account))
    values = (
        ("uphops", str(account.up_hops), "5", has[0] > 0),
        ("allowemm", emm, "yes", has[0] > 2),
        ("card limits", limits, _limits(settings.global_limits), has[1] > 0),
        ("channels not given", _listed(denied) or "none", "none", has[1] > 1),
        ("times", _listed(account.time_windows) or "always", "always", has[1] > 2),
        ("host", account.host or "any", "any", bool(account.host)),
    )
    group, place = f"F: {account.name}", Origin(file, account.span)
    yield Row(group, "password", MASKED, "", place)
    for name, value, default, is_written in values:
        written = is_written or value != default
        yield Row(group, name, value, default, place if written else None)


def _line(
    line: LineSettings, parts: Parts, file: str, configuration: Configuration
) -> Iterator[Row]:
    group, place = f"C: {line}", Origin(file, line.span)
    filters = (
        f"{_card(item.ca_system_id, item.provider_id)}:{item.up_hops}"
        for item in line.filters
    )
    taken = _listed(filters) or ALL_CARDS
    is_written = taken != ALL_CARDS or (len(parts.fields) > 4 and bool(parts.blocks))
    yield Row(group, "user name", line.user, "", place)
    yield Row(group, "password", MASKED, "", place)
    yield Row(group, "cards taken", taken, ALL_CARDS, place if is_written else None)
    retries = configuration.origins.get(retries_of(line))
    yield Row(group, "retries", str(line.retries), "0", retries)


def _default(key: Key) -> str:
    is_flag = key.kind == FLAG
    return _shown(key.default == "true") if is_flag else key.default


def _shown(value: object, unit: str = "") -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return "off"
        case tuple():
            return _limits(value)
        case float():
            return f"{value:g} {unit}".rstrip()
        case _:
            return f"{value} {unit}".rstrip()


def _text(value: str | Secret | None) -> str:
    if isinstance(value, Secret):
        return MASKED
    return value or "none"


def _card(ca_system_id: int, provider_id: int) -> str:
    """Write a card as people write it: 0 is all."""
    caid = f"{ca_system_id:04X}" if ca_system_id else "0"
    return f"{caid}:{provider_id:06X}" if provider_id else f"{caid}:0"


def _limits(limits: Iterable[CardLimit]) -> str:
    said = (f"{_card(it.ca_system_id, it.provider_id)}:{it.down_hops}" for it in limits)
    return _listed(said) or ALL_CARDS


def _listed(items: Iterable[object]) -> str:
    return ", ".join(map(str, items))
