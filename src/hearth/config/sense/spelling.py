"""How things are written, where only the whole line or file can tell."""

from __future__ import annotations

from hearth.config.language.cut import cut
from hearth.config.language.dialect import Dialect, line_dialects
from hearth.config.language.forms import FORMS
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.config.rule import PLUGIN_NAMES
from hearth.config.sense.whole import Whole


def look_at_spelling(whole: Whole, problems: Problems) -> None:
    """Note a ``#`` that cut a password, two dialects, and what plug-ins do not find."""
    for statement in whole.statements:
        comment = statement.comment
        is_cut = comment and comment.column <= statement.content.end_column
        if comment and is_cut and ends_in_secret(statement):
            problems.add(Trouble.HASH_CUTS_LINE, comment.span)
        if isinstance(statement, DirectiveStatement):
            _look_at_name(statement, problems)
    dialects = line_dialects(whole.statements, problems)
    if len(dialects) == len(Dialect):
        problems.add(Trouble.BOTH_DIALECTS, dialects[Dialect.ARTICLE])


def ends_in_secret(statement: Statement) -> bool:
    """Tell whether a line ends where its last password may still go on."""
    if isinstance(statement, DirectiveStatement):
        return statement.directive.secret
    if not isinstance(statement, LineStatement):
        return False
    parts = cut(statement)
    fields = FORMS[statement.letter].fields
    secrets = [at for at, name in enumerate(fields) if name.endswith("password")]
    return not parts.blocks and len(parts.fields) <= max(secrets, default=-1) + 1


def is_complete(statement: Statement) -> bool:
    """Tell whether a line has all fields that have no default."""
    if not isinstance(statement, LineStatement):
        return True
    return len(cut(statement).fields) >= FORMS[statement.letter].required


def _look_at_name(statement: DirectiveStatement, problems: Problems) -> None:
    name = statement.directive.name
    if name not in PLUGIN_NAMES or statement.alias is not None:
        return
    content = statement.content
    if content.column > 1 or not content.text.startswith(f"{name} :"):
        problems.add(
            Trouble.PLUGIN_SPELLING, statement.name.span, what=name, statement=statement
        )
