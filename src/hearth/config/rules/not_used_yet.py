"""H304, not-used-yet."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H304", "not-used-yet", Severity.NOTE)
def not_used_yet(subject: Subject) -> Iterator[Hit]:
    """
    H304 not-used-yet: something that Hearth knows and does not use yet.

    ## What it finds
    A directive or a line that is understood, whose values are checked, and which
    does nothing so far.

    ## Why it matters
    It is kept as it is; only do not rely on it.

    ## Example
    ```
    DEBUG : yes  # note: [H304]
    R: 192.168.1.10 678 0100 000080  # note: [H304]
    ```
    """
    for problem in subject.of(Trouble.NOT_USED_YET):
        yield Hit(
            problem.span,
            f"Hearth reads {problem.what} and does not use it yet",
            "Nothing has to be done.",
        )
