"""
The parser: each line of a document becomes a statement, or is rubbish.

It never stops and never raises: what it cannot read is noted and kept. Time
and memory grow with the file and no faster, and both are bounded.
"""

from __future__ import annotations

from typing import Final

from hearth.config.language.directives import look_up
from hearth.config.language.document import Document, decode
from hearth.config.language.foreign import MAX_LINE, note_others
from hearth.config.language.forms import FORMS
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    BLANKS,
    DirectiveStatement,
    LineStatement,
    OtherStatement,
    Statement,
    Token,
)

MAX_STATEMENTS: Final = 200_000  # ten times the longest file ever seen in a home


def parse(document: Document, problems: Problems) -> tuple[Statement, ...]:
    """
    Read every line of a document.

    Args:
        document: Any bytes at all.
        problems: Takes what the parser runs into.

    Returns:
        The statements, in the order of the file: all lines that say
        something. Comments and blank lines are none.

    """
    statements: list[Statement] = []
    others: list[OtherStatement] = []
    for number, line in enumerate(document.lines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith(b"#"):
            continue
        if len(statements) == MAX_STATEMENTS:
            unread = len(document) - number + 1
            problems.add(
                Trouble.FILE_TOO_LONG, document.span_of(number), what=str(unread)
            )
            break
        statement = read_statement(number, line, problems)
        if statement is not None:
            statements.append(statement)
            if isinstance(statement, OtherStatement):
                others.append(statement)
    note_others(others, problems)
    return tuple(statements)


def read_statement(number: int, line: bytes, problems: Problems) -> Statement | None:
    """
    Read one line.

    Args:
        number: Its number, from 1.
        line: Its bytes, without its end.
        problems: Takes what is wrong with its characters.

    Returns:
        What it says; None if that is nothing.

    """
    text, encoding = decode(line)
    before, mark, after = text.partition("#")
    if not before.strip():
        return None
    inside = before.lstrip(BLANKS)
    column = len(before) - len(inside) + 1
    inside = inside.rstrip(BLANKS)
    content = Token(number, column, inside, encoding)
    comment = Token(number, len(before) + 1, mark + after, encoding) if mark else None
    if not inside.isprintable():
        _note_invisible(content, problems)
    at = inside.find(":")
    if at < 0 or len(inside) > MAX_LINE:
        return OtherStatement(content, None, comment)
    letter = inside[:at].rstrip(BLANKS).upper()
    if letter in FORMS:
        return LineStatement(letter, content, comment)
    name = content.part(0, at)
    directive, alias = look_up(name.text)
    if directive is not None:
        value = content.part(at + 1, len(content.text))
        return DirectiveStatement(directive, alias, content, name, value, comment)
    return OtherStatement(content, name, comment)


def _note_invisible(content: Token, problems: Problems) -> None:
    """Note the first character of a line that cannot be seen; a tab is a blank."""
    for at, character in enumerate(content.text):
        if not character.isprintable() and character != "\t":
            place = Token(content.line, content.column + at, character, "")
            problems.add(Trouble.INVISIBLE_CHARACTER, place.span, what=character)
            return
