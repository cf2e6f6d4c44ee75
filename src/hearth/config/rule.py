"""
What a rule is: a function that looks at a file, and a docstring that is its page.

One rule a file, in `hearth.config.rules`. The docstring's first line is its
code, its name and what it says; its sections are the page, the text of
``hearth explain`` and the test: in ``## Example`` each line that ends in
``# error: [H201]`` has that finding, and no line has another one. A line that
is nothing but such a mark is about the line after it, ``<a x 40>`` stands for
forty letters, and a backslash with ``xa0`` for the character of that code.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from hearth.config.cut import cut
from hearth.config.document import Document
from hearth.config.model import Settings
from hearth.config.problems import Problem, Problems, Trouble
from hearth.config.statements import LineStatement, Statement
from hearth.diagnostics import Finding, Fix, Severity, Span

MAX_SHOWN: Final = 60  # characters of a name in a message


class Dialect(Enum):
    """Who wrote the grammar of a line."""

    ORIGINAL = "the original's"
    ARTICLE = "the article's"


@dataclass(frozen=True, slots=True)
class Subject:
    """
    What rules look at: one file, read.

    Attributes:
        document: Its bytes and lines.
        statements: What they say.
        settings: What Hearth makes of them.
        problems: What reader and parser ran into.

    """

    document: Document
    statements: tuple[Statement, ...]
    settings: Settings
    problems: Problems

    def of(self, trouble: Trouble) -> tuple[Problem, ...]:
        """Give what was noted of one trouble."""
        return self.problems.of(trouble)

    def line_dialects(self) -> dict[Dialect, Span]:
        """Tell which dialects the C: and F: lines are in, and where first."""
        pages = (Trouble.ARTICLE_LINE, Trouble.ARTICLE_ACCOUNT)
        article = [problem.span for trouble in pages for problem in self.of(trouble)]
        original = (
            cut(statement).blocks[0].span
            for statement in self.statements
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


@dataclass(frozen=True, slots=True)
class Hit:
    """
    One place that a rule is about.

    Attributes:
        span: The very characters.
        message: What is wrong there, one sentence without a full stop.
        help: What to do.
        fix: What would mend it, if a program can know.

    """

    span: Span
    message: str
    help: str
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One rule.

    Attributes:
        code: Stable, like ``H201``.
        name: The code in words, like ``port-out-of-range``.
        severity: How bad what it finds is.
        check: Looks at a file.

    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Subject], Iterator[Hit]]

    @property
    def page(self) -> str:
        """The docstring: Markdown, with the title as its first line."""
        return inspect.getdoc(self.check) or ""

    def section(self, title: str) -> str:
        """Give one section of the page without its title, empty if it has none."""
        return _section(self.page, title)

    @property
    def why(self) -> str:
        """Why it matters: the first paragraph of that section, as one line."""
        return _why(self)

    def finding(self, hit: Hit, file: str) -> Finding:
        """Put a hit into the form that is shown."""
        return Finding(
            self.code,
            self.name,
            self.severity,
            hit.span,
            hit.message,
            self.why,
            hit.help,
            hit.fix,
            file,
        )


@cache  # one a rule
def _why(rule: Rule) -> str:
    section = _section(rule.page, "Why it matters")
    return " ".join(section.partition("\n\n")[0].split())


def _section(page: str, title: str) -> str:
    _, _, rest = f"{page}\n".partition(f"\n## {title}\n")
    return rest.partition("\n## ")[0].strip()


def shown(text: str) -> str:
    """Put a name into a form that no terminal stumbles over. Never for a secret."""
    short = text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 3]}..."
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)


def rule(
    code: str, name: str, severity: Severity
) -> Callable[[Callable[[Subject], Iterator[Hit]]], Rule]:
    """Make a rule of the function below it."""

    def make(check: Callable[[Subject], Iterator[Hit]]) -> Rule:
        return Rule(code, name, severity, check)

    return make
