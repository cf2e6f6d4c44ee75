"""
What a file is made of: lines like ``C:``, directives, and what is neither.

Every piece knows where it stands. A piece can be a password, so none of them
shows its text in ``repr``.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from hearth.config.language.directives import Alias, Directive
from hearth.diagnostics import Span


class Token(NamedTuple):
    """
    A piece of one line. Perhaps a secret: its text is not in its ``repr``.

    A tuple, because a file has more of them than of anything else.

    Attributes:
        line: Its line, from 1.
        column: Of its first character, from 1.
        text: What stands there.
        encoding: In which its line is written.

    """

    line: int
    column: int
    text: str
    encoding: str

    @property
    def end_column(self) -> int:
        """The column after its last character."""
        return self.column + len(self.text)

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return Span(self.line, self.column, self.line, self.end_column)

    @property
    def raw(self) -> bytes:
        """The bytes that stand in the file."""
        return self.text.encode(self.encoding)

    def part(self, start: int, end: int) -> Token:
        """Give the token of some of its characters, without blanks around them."""
        text = self.text[start:end]
        inner = text.strip(BLANKS)
        column = self.column + start + (len(text) - len(text.lstrip(BLANKS)))
        return Token(self.line, column, inner, self.encoding)

    def __repr__(self) -> str:
        return f"Token({self.line}:{self.column}, {len(self.text)} characters)"


BLANKS: Final = " \t\v\f"  # what stands between fields; a no-break space does not


class LineStatement(NamedTuple):
    """
    A line of a known type: C, F, N, L, R, G or B.

    Its fields are what `hearth.config.language.cut.cut` makes of it.

    Attributes:
        letter: The type, as a capital.
        content: All of it up to the comment, without blanks around.
        comment: From the ``#`` on.

    """

    letter: str
    content: Token
    comment: Token | None

    @property
    def span(self) -> Span:
        """Its place, without the comment."""
        return self.content.span


class DirectiveStatement(NamedTuple):
    """
    A directive that is known by name.

    Attributes:
        directive: Which.
        alias: The other name by which it was called, if it was.
        content: All of it up to the comment, without blanks around.
        name: Its name as written.
        value: What stands after the colon, empty perhaps.
        comment: From the ``#`` on.

    """

    directive: Directive
    alias: Alias | None
    content: Token
    name: Token
    value: Token
    comment: Token | None

    @property
    def span(self) -> Span:
        """Its place, without the comment."""
        return self.content.span


class OtherStatement(NamedTuple):
    """
    A line that says something, but nothing that is known.

    Attributes:
        content: All of it up to the comment, without blanks around.
        name: What stands before the first colon, if there is one.
        comment: From the ``#`` on.

    """

    content: Token
    name: Token | None
    comment: Token | None

    @property
    def span(self) -> Span:
        """Its place, without the comment."""
        return self.content.span


Statement: TypeAlias = LineStatement | DirectiveStatement | OtherStatement
