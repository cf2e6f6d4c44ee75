"""H109, extra-fields."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H109", "extra-fields", Severity.WARNING)
def extra_fields(subject: Subject) -> Iterator[Hit]:
    """
    H109 extra-fields: fields after the last one.

    ## What it finds
    More fields than the line has; they are ignored.

    ## Why it matters
    What they were meant to do is not done. Perhaps they are a comment without its
    `#`, or one field too many moved all others.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret no v2.3.0  # warning: [H109]
    F: kids secret 0 0 1 0  # warning: [H109]
    ```
    """
    for problem in subject.of(Trouble.EXTRA_FIELDS):
        yield Hit(
            problem.span,
            "the line is complete before this, so it is ignored",
            "Put a # before it if it is a comment; otherwise remove it.",
        )
