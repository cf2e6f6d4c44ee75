"""H307, window-never-opens."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H307", "window-never-opens", Severity.WARNING)
def window_never_opens(subject: Subject) -> Iterator[Hit]:
    """
    H307 window-never-opens: a time window that never opens.

    ## What it finds
    A time window that ends at the minute at which it begins.

    ## Why it matters
    No minute lies in it; if it is the only one, the account never gets a control
    word.

    ## Example
    ```
    F: kids secret 0 0 1 { } { } { 12:00-12:00 }  # warning: [H307]
    ```
    """
    for problem in subject.of(Trouble.WINDOW_NEVER_OPENS):
        yield Hit(
            problem.span,
            "this window closes at the minute at which it opens",
            "Write another end; for the whole day write 00:00-24:00, or { }.",
        )
