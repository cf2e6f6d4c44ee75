"""H208, bad-wantemus."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H208", "bad-wantemus", Severity.WARNING)
def bad_wantemus(subject: Subject) -> Iterator[Hit]:
    """
    H208 bad-wantemus: a wantemus that is neither yes nor no.

    ## What it finds
    A fifth field of a C: line that is something else; it is taken as `no`.

    ## Why it matters
    The original knows only these two words there, and braces after anything else
    may not be read.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret 1  # warning: [H208]
    ```
    """
    for problem in subject.of(Trouble.BAD_WANTEMUS):
        yield Hit(
            problem.span,
            "the field after the password is neither yes nor no",
            "Write no, or remove it if no braces follow.",
            Fix("Write no", (Edit(problem.span, "no"),), safe=False),
        )
