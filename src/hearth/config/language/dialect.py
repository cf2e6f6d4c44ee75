"""Which of the two dialects a C: or F: line is in: the original's or the article's."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from hearth.config.language.cut import cut
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import LineStatement, Statement
from hearth.diagnostics import Span


class Dialect(Enum):
    """Who wrote the grammar of a line."""

    ORIGINAL = "the original's"
    ARTICLE = "the article's"


def line_dialects(
    statements: Iterable[Statement], problems: Problems
) -> dict[Dialect, Span]:
    """Tell which dialects the C: and F: lines of a file are in, and where first."""
    pages = (Trouble.ARTICLE_LINE, Trouble.ARTICLE_ACCOUNT)
    article = [problem.span for trouble in pages for problem in problems.of(trouble)]
    original = (
        cut(statement).blocks[0].span
        for statement in statements
        if isinstance(statement, LineStatement) and _is_original(statement)
    )
    first = {Dialect.ARTICLE: min(article, default=None)}
    first[Dialect.ORIGINAL] = next(original, None)
    return {dialect: span for dialect, span in first.items() if span is not None}


def _is_original(line: LineStatement) -> bool:
    """Tell the original's form: braces after a fifth field."""
    if line.letter not in {"C", "F"} or "{" not in line.content.text:
        return False
    parts = cut(line)
    return bool(parts.blocks) and len(parts.fields) >= 5
