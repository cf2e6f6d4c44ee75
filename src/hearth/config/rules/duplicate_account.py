"""H301, duplicate-account."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity


@rule("H301", "duplicate-account", Severity.ERROR)
def duplicate_account(subject: Subject) -> Iterator[Hit]:
    """
    H301 duplicate-account: two accounts of one name.

    ## What it finds
    An F: line whose user name an earlier one has.

    ## Why it matters
    A log-in says a name and nothing else, so the second account could never be told
    from the first. The first one is used.

    ## Example
    ```
    F: kids secret
    F: kids other  # error: [H301]
    ```
    """
    for problem in subject.of(Trouble.DUPLICATE_ACCOUNT):
        yield Hit(
            problem.span,
            f"line {problem.allowed} has an account {shown(problem.what)!r} already",
            "Give each receiver its own name.",
        )
