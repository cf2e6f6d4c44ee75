"""H203, bad-time-window."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Problem, Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H203", "bad-time-window", Severity.ERROR)
def bad_time_window(subject: Subject) -> Iterator[Hit]:
    """
    H203 bad-time-window: times that are none.

    ## What it finds
    Something in the third braces of an F: line that is not of the form
    `hh:mm-hh:mm`.

    ## Why it matters
    When control words are given cannot be told, so the account is not used.

    ## Example
    ```
    F: kids secret1 0 0 1 { } { } { 12:00-25:00 }  # error: [H203]
    F: guests secret2 0 0 1 { } { } { 22:00-06:00, 12:00-14:00 }
    ```
    """
    for problem in subject.of(Trouble.BAD_TIME_WINDOW):
        yield Hit(
            problem.span,
            "between the times stands a dash, no hyphen"
            if problem.what
            else "this is not of the form hh:mm-hh:mm",
            "Write both times with 00:00 to 23:59; the end may be 24:00.",
            _with_hyphen(problem),
        )


def _with_hyphen(problem: Problem) -> Fix | None:
    """Put a hyphen for a dash of a web page, if nothing else is wrong."""
    if not problem.what:
        return None
    line, column = problem.span.line, problem.span.column + int(problem.what)
    edit = Edit(Span(line, column, line, column + 1), "-")
    return Fix("Write a hyphen for the dash", (edit,), safe=False)
