"""
The parser: each line of a document becomes a statement, or is rubbish.

It never stops and never raises: what it cannot read is noted and kept. Time
and memory grow with the file and no faster, and both are bounded.
"""

from __future__ import annotations

import re
from typing import Final

from hearth.config.directives import MAX_WORDS, look_up
from hearth.config.document import Document, decode
from hearth.config.forms import FORMS
from hearth.config.problems import Problems, Trouble
from hearth.config.statements import (
    DirectiveStatement,
    LineStatement,
    OtherStatement,
    Statement,
    Token,
)

MAX_STATEMENTS: Final = 200_000  # ten times the longest file ever seen in a home
MAX_LINE: Final = 8192  # characters; a list of 400 channels to deny fits

_WORD: Final = re.compile(r"[^ \t\v\f]+")
_URL: Final = re.compile(r"(https?|ftp)://", re.IGNORECASE)
_LINE_WITHOUT_COLON: Final = re.compile(
    r"F\s+\S+\s+\S+(\s+[\d{].*)?$|[CNLR]\s+\S+\s+\d{1,5}\s+\S"
)


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
        statement = _statement(number, line, problems)
        if statement is not None:
            statements.append(statement)
    return tuple(statements)


def _statement(number: int, line: bytes, problems: Problems) -> Statement | None:
    text, encoding = decode(line)
    before, mark, after = text.partition("#")
    if not before.strip():
        return None
    content = Token(number, 1, before, encoding).part(0, len(before))
    comment = Token(number, len(before) + 1, mark + after, encoding) if mark else None
    if len(content.text) > MAX_LINE:
        problems.add(Trouble.LINE_TOO_LONG, content.span)
        return OtherStatement(content, None, comment)
    at = content.text.find(":")
    if at < 0:
        return _without_name(content, None, comment, problems)
    name = content.part(0, at)
    letter = name.text.upper()
    if letter in FORMS:
        return LineStatement(letter, content, comment)
    directive, alias = look_up(name.text)
    if directive is not None:
        value = content.part(at + 1, len(content.text))
        return DirectiveStatement(directive, alias, content, name, value, comment)
    return _without_name(content, name, comment, problems)


def _without_name(
    content: Token, name: Token | None, comment: Token | None, problems: Problems
) -> OtherStatement:
    """Tell in which way a line is none that is known."""
    statement = OtherStatement(content, name, comment)
    intended = _intended(content)
    if _URL.match(content.text):
        problems.add(Trouble.FETCHED_LINES, content.span)
    elif intended is not None:
        problems.add(
            Trouble.MISSING_COLON,
            intended.span,
            what=intended.text,
            statement=statement,
        )
    elif name is not None and name.text:
        problems.add(Trouble.UNKNOWN_DIRECTIVE, name.span, statement=statement)
    else:
        problems.add(Trouble.UNREADABLE_LINE, content.span)
    return statement


def _intended(content: Token) -> Token | None:
    """Give the name at the start of a line that lacks its colon, if it is one."""
    if _LINE_WITHOUT_COLON.match(content.text):
        return content.part(0, 1)
    ends = [word.end() for word in _first_words(content.text)]
    for end in reversed(ends):
        name = content.text[:end]
        # One word in small letters is rather a word of a sentence.
        if (" " in name or name.isupper()) and look_up(name)[0] is not None:
            return content.part(0, end)
    return None


def _first_words(text: str) -> list[re.Match[str]]:
    words = _WORD.finditer(text)
    return [word for word, _ in zip(words, range(MAX_WORDS), strict=False)]
