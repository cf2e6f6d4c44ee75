"""H108, fields-before-braces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H108", "fields-before-braces", Severity.ERROR)
def fields_before_braces(subject: Subject) -> Iterator[Hit]:
    """
    H108 fields-before-braces: braces before the fields that they need.

    ## What it finds
    Braces of an F: line without uphops, shareemus and allowemm before them, or an
    accept filter of a C: line without `yes` or `no`.

    ## Why it matters
    Every field before braces must be written, or the original takes one for
    another; so Hearth does not guess either.

    ## Example
    ```
    F: kids secret { 0:0:1 }  # error: [H108]
    C: card.home.lan 12000 hearth secret { 0100:000080:1 }  # error: [H108]
    C: card.home.lan 12000 hearth secret no { 0100:000080:1 }
    ```
    """
    for problem in subject.of(Trouble.FIELDS_BEFORE_BRACES):
        assert isinstance(problem.statement, LineStatement)
        yield Hit(
            problem.span,
            f"before these braces the line needs {problem.what}",
            f"Write {problem.what} before the braces.",
            _completed(problem.statement),
        )


_USUAL: Final = ("5", "0", "1")  # uphops, shareemus, allowemm


def _completed(line: LineStatement) -> Fix:
    parts = cut(line)
    missing = ("no",) if line.letter == "C" else _USUAL[len(parts.fields) - 2 :]
    text = " ".join(missing)
    edit = Edit(parts.blocks[0].span.start, f"{text} ")
    return Fix(f"Put the usual values in: {text}", (edit,), safe=False)
