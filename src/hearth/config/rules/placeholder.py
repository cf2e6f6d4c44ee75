"""H122, placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H122", "placeholder", Severity.WARNING)
def placeholder(subject: Subject) -> Iterator[Hit]:
    """
    H122 placeholder: a placeholder that nobody filled in.

    ## What it finds
    `<username>`, `your_password`, `xxxx` or `****` where a value has to be.

    ## Why it matters
    It is taken as it stands. Stars are mostly from a file that somebody showed
    around, with its passwords hidden.

    ## Example
    ```
    C: card.home.lan 12000 <username> secret  # warning: [H122]
    F: kids ********  # warning: [H122]
    ```
    """
    for problem in subject.of(Trouble.PLACEHOLDER):
        yield Hit(
            problem.span,
            "this is a placeholder, not a value",
            "Write the real value in its place.",
        )
