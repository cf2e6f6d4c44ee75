"""From statements to settings: each directive's value, each line's, or its default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hearth.config.language.cut import cut
from hearth.config.language.directives import Kind, Owner, Since
from hearth.config.language.forms import FORMS
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.config.meaning import values
from hearth.config.meaning.accounts import read_accounts
from hearth.config.meaning.model import AccountSettings, LineSettings, Settings
from hearth.config.meaning.others import check_value, read_other_line
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
        self.numbers: dict[str, int] = {}
        self.flags: dict[str, bool] = {}
        self.paths: dict[str, Path | None] = {}
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
    default = Settings()
    numbers = written.numbers
    return Settings(
        listen_port=numbers.get("listen_port", default.listen_port) or None,
        keep_alive_s=numbers.get("keep_alive_s", default.keep_alive_s),
        recv_timeout_ms=numbers.get("recv_timeout_ms", default.recv_timeout_ms),
        disable_emm=written.flags.get("disable_emm", default.disable_emm),
        debug_level=numbers.get("debug_level", default.debug_level),
        channel_info_file=written.paths.get(
            "channel_info_file", default.channel_info_file
        ),
        accounts=accounts,
        lines=lines,
        origins=tuple(written.origins.items()),
    )


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
        line = first.setdefault(directive.name, statement.name.line)
        if line != statement.name.line and not directive.repeatable:
            problems.add(
                Trouble.GIVEN_TWICE,
                statement.name.span,
                what=directive.name,
                allowed=str(line),
            )
        before = problems.unusable
        _read_value(statement, written, problems)
        if directive.setting and problems.unusable == before:
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


def _read_value(
    statement: DirectiveStatement, written: _Written, problems: Problems
) -> None:
    """Read one value; note what is wrong with it even where nobody uses it."""
    directive, token = statement.directive, statement.value
    setting = directive.setting or directive.name
    if directive.kind in {Kind.TEXT, Kind.OPAQUE}:
        check_value(statement, problems)
    elif directive.kind is Kind.PATH:
        written.paths[setting] = Path(token.text) if token.text else None
        if token.text and not token.text.startswith("/"):
            problems.add(
                Trouble.NOT_A_PATH,
                token.span,
                what=directive.name,
                allowed=token.text if token.text.lower() in {"yes", "no"} else "",
            )
    elif not token.text:
        problems.add(Trouble.MISSING_VALUE, statement.name.span, what=directive.name)
    elif directive.kind is Kind.PORT:
        before = problems.unusable
        port = values.port(token, directive.name, problems, low=0)
        if problems.unusable == before:
            written.numbers[setting] = port
    elif directive.kind is Kind.FLAG:
        _read_flag(statement, written, problems)
    else:
        number = values.decimal(token.text)
        if number is not None and directive.low <= number <= directive.high:
            written.numbers[setting] = number
        else:
            allowed = f"{directive.low} to {directive.high} {directive.unit}".rstrip()
            problems.add(
                Trouble.NUMBER_OUT_OF_RANGE,
                token.span,
                what=directive.name,
                allowed=allowed,
                statement=statement,
            )


def _read_flag(
    statement: DirectiveStatement, written: _Written, problems: Problems
) -> None:
    directive, token = statement.directive, statement.value
    word = token.text.lower()
    if word in {"yes", "no"}:
        written.flags[directive.setting or directive.name] = word == "yes"
    else:
        problems.add(
            Trouble.NOT_YES_OR_NO,
            token.span,
            what=directive.name,
            statement=statement,
        )


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
