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
from functools import cache
from typing import Final, NamedTuple

from hearth.config.language.document import Document
from hearth.config.language.problems import Problem, Problems, Trouble
from hearth.config.language.statements import DirectiveStatement, Statement
from hearth.config.meaning.model import Settings
from hearth.diagnostics import Edit, Finding, Fix, Severity, Span

MAX_SHOWN: Final = 60  # characters of a name in a message
# The CCcamInfo screen of Enigma2 finds these by the very beginning of their line.
PLUGIN_NAMES: Final = frozenset(
    {"WEBINFO LISTEN PORT", "WEBINFO USERNAME", "WEBINFO PASSWORD"}
)


class Subject(NamedTuple):
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


class Hit(NamedTuple):
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


def more(problem: Problem) -> str:
    """Say how many lines of another program's file there are besides."""
    match int(problem.what):
        case 0:
            return ""
        case 1:
            return ", and one more is"
        case count:
            return f", and {count} more are"


def renamed(statement: DirectiveStatement) -> Fix:
    """Call a directive by the original's name, as strictly as programs look for it."""
    name, written = statement.directive.name, statement.name
    if name not in PLUGIN_NAMES:
        return Fix(f"Call it {name}", (Edit(written.span, name),), safe=True)
    begin, text = written.line, statement.content.text
    colon = statement.content.column + text.index(":") + 1
    span = Span(begin, 1, begin, colon)
    return Fix(f"Write {name} :", (Edit(span, f"{name} :"),), safe=True)


def rule(
    code: str, name: str, severity: Severity
) -> Callable[[Callable[[Subject], Iterator[Hit]]], Rule]:
    """Make a rule of the function below it."""

    def make(check: Callable[[Subject], Iterator[Hit]]) -> Rule:
        return Rule(code, name, severity, check)

    return make
