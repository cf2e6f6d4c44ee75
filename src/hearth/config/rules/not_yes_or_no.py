"""H205, not-yes-or-no."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H205", "not-yes-or-no", Severity.ERROR)
def not_yes_or_no(subject: Subject) -> Iterator[Hit]:
    """
    H205 not-yes-or-no: a switch that is neither yes nor no.

    ## What it finds
    A value other than `yes` and `no` where only those two are.

    ## Why it matters
    Its default stays in force, whatever was meant.

    ## Example
    ```
    DISABLE EMM : maybe  # error: [H205]
    ```
    """
    for problem in subject.of(Trouble.NOT_YES_OR_NO):
        yield Hit(
            problem.span,
            f"{problem.what} is neither yes nor no",
            "Write yes or no.",
        )
