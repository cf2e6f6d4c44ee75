"""H104, missing-fields."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H104", "missing-fields", Severity.ERROR)
def missing_fields(subject: Subject) -> Iterator[Hit]:
    """
    H104 missing-fields: a line that ends too early.

    ## What it finds
    A line with fewer fields than it cannot do without: a C: line needs host, port,
    user name and password, an F: line user name and password.

    ## Why it matters
    The line cannot be used. Often a `#` cut it: what follows a `#` is a comment,
    even in a password.

    ## Example
    ```
    C: card.home.lan 12000 livingroom  # error: [H104]
    F: kids  # error: [H104]
    ```
    """
    for problem in subject.of(Trouble.MISSING_FIELDS):
        yield Hit(
            problem.span,
            f"the line ends before its {problem.what}",
            "Write the missing field; a # cannot be part of one.",
        )
