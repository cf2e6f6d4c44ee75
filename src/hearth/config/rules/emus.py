"""H905, emus."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Problem, Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H905", "emus", Severity.WARNING)
def emus(subject: Subject) -> Iterator[Hit]:
    """
    H905 emus: emulators that are to be shared or used.

    ## What it finds
    A shareemus of 1 in an F: line, or a wantemus of `yes` in a C: line.

    ## Why it matters
    Hearth has no emulators, gives none and takes none; the field does nothing.

    ## Example
    ```
    F: kids secret 0 1 1  # warning: [H905]
    C: card.home.lan 12000 hearth secret yes  # warning: [H905]
    ```
    """
    for problem in subject.of(Trouble.EMUS):
        yield Hit(
            problem.span,
            f"{problem.what} is on, and Hearth shares no emulators",
            "Write 0 in an F: line and no in a C: line.",
            _off(problem),
        )


def _off(problem: Problem) -> Fix:
    text = "no" if problem.what == "wantemus" else "0"
    return Fix(f"Write {text}", (Edit(problem.span, text),), safe=False)
