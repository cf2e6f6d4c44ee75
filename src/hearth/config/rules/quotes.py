"""H121, quotes."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H121", "quotes", Severity.WARNING)
def quotes(subject: Subject) -> Iterator[Hit]:
    """
    H121 quotes: quotes around a field.

    ## What it finds
    A host, a user name or a password that stands in quotes.

    ## Why it matters
    This language has no quotes: they are a part of the field, so the log-in fails
    although the word between them is right.

    ## Example
    ```
    F: kids "secret" 0 0 1  # warning: [H121]
    ```
    """
    for problem in subject.of(Trouble.QUOTES):
        span = problem.span
        first = Span(span.line, span.column, span.line, span.column + 1)
        last = Span(span.line, span.end_column - 1, span.line, span.end_column)
        yield Hit(
            span,
            "the quotes are a part of this field",
            "Write it without quotes; a field cannot have blanks in it.",
            Fix("Remove the quotes", (Edit(first, ""), Edit(last, "")), safe=False),
        )
