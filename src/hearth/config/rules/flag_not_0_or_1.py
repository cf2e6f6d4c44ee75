"""H207, flag-not-0-or-1."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H207", "flag-not-0-or-1", Severity.WARNING)
def flag_not_0_or_1(subject: Subject) -> Iterator[Hit]:
    """
    H207 flag-not-0-or-1: a 0-or-1 of an F: line that is something else.

    ## What it finds
    `yes`, `no` or a number above 1 for shareemus or allowemm. They are taken as
    what they look like: `no` as 0, the others as 1.

    ## Why it matters
    A number there is often the downhops of a web page's form, which belong into the
    first braces.

    ## Example
    ```
    F: kids secret 0 0 yes  # warning: [H207]
    ```
    """
    for problem in subject.of(Trouble.FLAG_NOT_0_OR_1):
        yield Hit(
            problem.span,
            f"{problem.what} is neither 0 nor 1",
            "Write 1 for yes and 0 for no; downhops belong into the first braces.",
        )
