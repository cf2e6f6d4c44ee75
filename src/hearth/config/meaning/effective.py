"""From statements to settings: each directive's value, each line's, or its default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hearth.config.language.cut import cut
from hearth.config.language.directives import Owner, Since
from hearth.config.language.forms import FORMS
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.config.meaning.accounts import read_accounts
from hearth.config.meaning.directives import read_value
from hearth.config.meaning.model import (
    AccountSettings,
    InterfaceSettings,
    LineSettings,
    Settings,
)
from hearth.config.meaning.others import read_other_line
from hearth.config.meaning.upstream import read_line
from hearth.diagnostics import Span

_OWNERS = {
    Owner.LATER: Trouble.NOT_USED_YET,
    Owner.OSCAM: Trouble.BELONGS_TO_OSCAM,
    Owner.NOBODY: Trouble.OF_NO_USE,
    Owner.REFUSED: Trouble.KEYS_REFUSED,
}


class _Written:
    """The values of the directives that could be used, and where they stand."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Span] = {}


def settings_of(statements: Sequence[Statement], problems: Problems) -> Settings:
    """
    Make the settings of a file.

    Args:
        statements: All of the file, in their order.
        problems: Takes what cannot be used and why; each costs its line
            alone, whose value is then as if the line were not there.

    """
    directives = [s for s in statements if isinstance(s, DirectiveStatement)]
    written = _read_directives(directives, problems)
    by_letter: dict[str, list[LineStatement]] = {letter: [] for letter in FORMS}
    for statement in statements:
        if isinstance(statement, LineStatement):
            by_letter[statement.letter].append(statement)
    accounts = read_accounts(by_letter.pop("F"), problems)
    read = (read_line(line, problems) for line in by_letter.pop("C"))
    lines = tuple(line for line in read if line is not None)
    for others in by_letter.values():
        _read_other_lines(others, problems)
    return _settings(written, accounts, lines)


def _settings(
    written: _Written,
    accounts: tuple[AccountSettings, ...],
    lines: tuple[LineSettings, ...],
) -> Settings:
    own = {name: written.values[name] for name in written.values if "." not in name}
    settings = Settings(
        accounts=accounts,
        lines=lines,
        origins=tuple(written.origins.items()),
        **own,
    )
    interfaces = _interfaces(written, settings.listen_port)
    return replace(settings, interfaces=interfaces)


def _interfaces(written: _Written, listen_port: int | None) -> InterfaceSettings:
    """Make the settings of the interfaces; receivers come first if a port is one."""
    values = {
        field: written.values[name]
        for field in InterfaceSettings._fields
        if (name := f"interfaces.{field}") in written.values
    }
    interfaces = InterfaceSettings(**values)
    taken = {listen_port}
    if interfaces.web_port in taken:
        interfaces = interfaces._replace(web_port=None)
    if interfaces.web:
        taken.add(interfaces.web_port)
    if interfaces.telnet_port in taken:
        interfaces = interfaces._replace(telnet_port=None)
    return interfaces


def _read_directives(
    directives: Iterable[DirectiveStatement], problems: Problems
) -> _Written:
    written = _Written()
    first: dict[str, int] = {}
    for statement in directives:
        directive = statement.directive
        _note_name_and_owner(statement, problems)
        if directive.owner is Owner.REFUSED:
            continue
        before = problems.unusable
        value = read_value(statement, problems)
        if problems.unusable > before:
            continue  # what cannot be used does not count
        line = first.setdefault(directive.name, statement.name.line)
        if line != statement.name.line and not directive.repeatable:
            problems.add(
                Trouble.GIVEN_TWICE,
                statement.name.span,
                what=directive.name,
                allowed=str(line),
            )
        if directive.setting:
            written.values[directive.setting] = value
            written.origins[directive.setting] = statement.span
    return written


def _note_name_and_owner(statement: DirectiveStatement, problems: Problems) -> None:
    directive, alias, span = statement.directive, statement.alias, statement.name.span
    trouble = _OWNERS.get(directive.owner)
    if trouble is not None:
        problems.add(trouble, span, what=directive.name)
    if directive.pages or (alias is not None and alias.since is Since.PAGES):
        problems.add(Trouble.INVENTED_DIRECTIVE, span, statement=statement)
    elif alias is not None:
        problems.add(Trouble.OTHER_NAME, span, statement=statement)


def _read_other_lines(lines: Iterable[LineStatement], problems: Problems) -> None:
    """Check lines that nobody uses yet, and say that nobody does."""
    blocked: dict[str, int] = {}
    for line in lines:
        before = problems.unusable
        read_other_line(line, problems)
        trouble = _OWNERS[FORMS[line.letter].owner]
        if problems.unusable == before:
            letter = line.content.part(0, 1).span
            problems.add(trouble, letter, what=f"{line.letter}:")
        if line.letter == "B":
            _note_second_sum(line, blocked, problems)


def _note_second_sum(
    line: LineStatement, blocked: dict[str, int], problems: Problems
) -> None:
    """Note a second B: line of one reader: a sum is said once."""
    fields = cut(line).fields
    if fields:
        first = blocked.setdefault(fields[0].text, line.content.line)
        if first != line.content.line:
            problems.add(
                Trouble.GIVEN_TWICE,
                fields[0].span,
                what="B: of this reader",
                allowed=str(first),
            )
