"""H202, bad-number."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H202", "bad-number", Severity.ERROR)
def bad_number(subject: Subject) -> Iterator[Hit]:
    """
    H202 bad-number: hops that are no number.

    ## What it finds
    Hops or a 0-or-1 of an F: line, or hops in braces, that are not a whole number
    from 0 to 255.

    ## Why it matters
    How far a card may be away is a decision about who gets it; Hearth does not
    guess it.

    ## Example
    ```
    F: kids secret1 five 0 1  # error: [H202]
    F: guests secret2 0 0 1 { 0:0:999 }  # error: [H202]
    ```
    """
    for problem in subject.of(Trouble.BAD_NUMBER):
        yield Hit(
            problem.span,
            f"{problem.what} is not a whole number from {problem.allowed}",
            "Write such a number; a blank in a name or a password moves all fields.",
        )
