"""The values of directives, each read by what kind of value it is."""

from __future__ import annotations

from pathlib import Path

from hearth.config.language.directives import GLOBAL_LIMITS, Directive, Kind
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import DirectiveStatement, Token
from hearth.config.meaning import values
from hearth.config.meaning.model import CardLimit
from hearth.config.meaning.others import check_value, read_limits
from hearth.secret import Secret


def read_value(
    statement: DirectiveStatement, problems: Problems
) -> int | bool | str | Path | Secret | tuple[CardLimit, ...] | None:
    """
    Read one value, even where nobody uses it.

    Returns:
        The value. None is off, or not set, or cannot be read, which
        `problems` says.

    """
    directive, token = statement.directive, statement.value
    if directive.kind in {Kind.TEXT, Kind.OPAQUE}:
        return _free(statement, problems)
    if directive.kind is Kind.PATH:
        return _path(directive, token, problems)
    if not token.text:
        problems.add(Trouble.MISSING_VALUE, statement.name.span, what=directive.name)
        return None
    if directive.kind is Kind.PORT:
        return values.port(token, directive.name, problems, low=0) or None
    if directive.kind is Kind.FLAG:
        return _flag(statement, problems)
    return _number(statement, problems)


def _free(
    statement: DirectiveStatement, problems: Problems
) -> str | Secret | tuple[CardLimit, ...] | None:
    """Read what has a form of its own, or none."""
    if statement.directive.name == GLOBAL_LIMITS:
        return read_limits(statement, problems)
    check_value(statement, problems)
    return _text(statement.directive, statement.value)


def _text(directive: Directive, token: Token) -> str | Secret | None:
    """Give a text so that its bytes can be had again, or a secret."""
    if directive.secret:
        return Secret(token.raw) if token.text else None
    return token.raw.decode("utf-8", "surrogateescape")


def _path(directive: Directive, token: Token, problems: Problems) -> Path | None:
    if token.text and not token.text.startswith("/"):
        problems.add(
            Trouble.NOT_A_PATH,
            token.span,
            what=directive.name,
            allowed=token.text if token.text.lower() in {"yes", "no"} else "",
        )
    return Path(token.text) if token.text else None


def _flag(statement: DirectiveStatement, problems: Problems) -> bool | None:
    word = statement.value.text.lower()
    if word in {"yes", "no"}:
        return word == "yes"
    problems.add(
        Trouble.NOT_YES_OR_NO,
        statement.value.span,
        what=statement.directive.name,
        statement=statement,
    )
    return None


def _number(statement: DirectiveStatement, problems: Problems) -> int | None:
    directive, token = statement.directive, statement.value
    number = values.decimal(token.text)
    if number is not None and directive.low <= number <= directive.high:
        return number
    allowed = f"{directive.low} to {directive.high} {directive.unit}".rstrip()
    problems.add(
        Trouble.NUMBER_OUT_OF_RANGE,
        token.span,
        what=directive.name,
        allowed=allowed,
        statement=statement,
    )
    return None
