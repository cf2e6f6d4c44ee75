"""H103, missing-colon."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.language.statements import Statement
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H103", "missing-colon", Severity.ERROR)
def missing_colon(subject: Subject) -> Iterator[Hit]:
    """
    H103 missing-colon: a directive or a line without its colon.

    ## What it finds
    The name of a directive, or the letter of a line with its fields, and no colon
    after it.

    ## Why it matters
    Without the colon the line is not read at all.

    ## Example
    ```
    SERVER LISTEN PORT 12000  # error: [H103]
    C card.home.lan 12000 livingroom secret  # error: [H103]
    ```
    """
    for problem in subject.of(Trouble.MISSING_COLON):
        assert problem.statement is not None
        yield Hit(
            problem.span,
            f"after {problem.what} there is no colon",
            f"Write {problem.what}: and then the rest.",
            _with_colon(problem.span, problem.statement),
        )


def _with_colon(name: Span, statement: Statement) -> Fix:
    content = statement.content
    after = content.text[name.end_column - content.column :]
    instead = len(after) - len(after.lstrip(" \t=;."))
    place = Span(name.line, name.end_column, name.line, name.end_column + instead)
    return Fix("Put the colon in", (Edit(place, ": "),), safe=False)
