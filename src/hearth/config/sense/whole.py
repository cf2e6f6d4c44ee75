"""A file as a whole, with what the looks at it ask for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from hearth.config.language.cut import Parts, cut
from hearth.config.language.directives import DIRECTIVES
from hearth.config.language.document import Document
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
    Token,
)
from hearth.config.meaning.model import AccountSettings, Settings
from hearth.config.meaning.values import MAX_PORT, decimal
from hearth.config.place import Place
from hearth.diagnostics import Span


class Whole:
    """
    One file, read.

    Args:
        document: Its bytes and lines.
        statements: What they say.
        settings: What Hearth makes of them.
        place: Where the file is, if it is one.

    Attributes:
        directives: Of each directive the last one that says something.

    """

    def __init__(
        self,
        document: Document,
        statements: tuple[Statement, ...],
        settings: Settings,
        place: Place | None,
    ) -> None:
        self.document = document
        self.statements = statements
        self.settings = settings
        self.place = place
        self.directives = {
            statement.directive.name: statement
            for statement in statements
            if isinstance(statement, DirectiveStatement)
        }
        self._lines = [statement.content.line for statement in statements]

    def at(self, span: Span) -> Statement:
        """Give the statement of a line that has one."""
        return self.statements[bisect_left(self._lines, span.line)]

    def accounts(self) -> Iterator[tuple[AccountSettings, Parts]]:
        """Give the accounts that can be used, each with the pieces of its line."""
        for account in self.settings.accounts:
            statement = self.at(account.span)
            assert isinstance(statement, LineStatement)
            yield account, cut(statement)

    def value(self, name: str) -> Token | None:
        """Give what a directive is set to, None if nothing is written."""
        statement = self.directives.get(name)
        return statement.value if statement and statement.value.text else None

    def flag(self, name: str) -> bool | None:
        """Tell a yes from a no, None if neither is written."""
        value = self.value(name)
        return {"yes": True, "no": False}.get(value.text.lower()) if value else None

    def port(self, name: str) -> int | None:
        """Give the port that a directive says, or its default; None if it is none."""
        statement = self.directives.get(name)
        if statement is None:
            return int(DIRECTIVES[name].default)
        port = decimal(statement.value.text)
        return port if port is not None and 0 < port <= MAX_PORT else None
