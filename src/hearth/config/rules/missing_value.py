"""H117, missing-value."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H117", "missing-value", Severity.ERROR)
def missing_value(subject: Subject) -> Iterator[Hit]:
    """
    H117 missing-value: a directive without a value.

    ## What it finds
    Nothing after the colon of a directive that needs a number, a port, or yes or
    no.

    ## Why it matters
    Its default stays in force.

    ## Example
    ```
    SERVER LISTEN PORT :  # error: [H117]
    ```
    """
    for problem in subject.of(Trouble.MISSING_VALUE):
        yield Hit(
            problem.span,
            f"{problem.what} has no value",
            "Write the value after the colon, or remove the line.",
        )
