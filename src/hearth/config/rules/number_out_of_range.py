"""H206, number-out-of-range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement, Statement
from hearth.config.meaning.values import decimal
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H206", "number-out-of-range", Severity.ERROR)
def number_out_of_range(subject: Subject) -> Iterator[Hit]:
    """
    H206 number-out-of-range: a number that a directive does not take.

    ## What it finds
    A value that is no whole number, or one outside of the directive's range.

    ## Why it matters
    Its default stays in force.

    ## Example
    ```
    # note: [H401]
    DEBUG LEVEL : 99  # error: [H206]
    # note: [H401]
    KEEPALIVE TIMEOUT : 30s  # error: [H206]
    ```
    """
    for problem in subject.of(Trouble.NUMBER_OUT_OF_RANGE):
        yield Hit(
            problem.span,
            f"{problem.what} takes {_range(problem.allowed)}",
            "Write a number in that range, without a unit.",
            _without_unit(problem.statement),
        )


def _range(allowed: str) -> str:
    return f"a whole number from {allowed}" if " to " in allowed else allowed


def _without_unit(statement: Statement | None) -> Fix | None:
    """Take a unit away if what is left is in the range."""
    if not isinstance(statement, DirectiveStatement):
        return None
    value, directive = statement.value, statement.directive
    unit = value.text.lstrip("0123456789")
    number = decimal(value.text[: len(value.text) - len(unit)])
    is_unit = unit.strip().lower() in UNITS.get(directive.unit, ())
    if number is None or not is_unit or not directive.low <= number <= directive.high:
        return None
    edit = Edit(
        Span(value.line, value.end_column - len(unit), value.line, value.end_column), ""
    )
    return Fix("Remove the unit", (edit,), safe=False)


UNITS: Final = {
    "seconds": ("s", "sec", "secs", "second", "seconds"),
    "milliseconds": ("ms", "msec", "millis", "milliseconds"),
}
