"""H107, brace-spacing."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.cut import cut, cut_value
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement, LineStatement
from hearth.config.meaning.values import spaced
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H107", "brace-spacing", Severity.WARNING)
def brace_spacing(subject: Subject) -> Iterator[Hit]:
    """
    H107 brace-spacing: blanks or commas in braces that the original trips over.

    ## What it finds
    No blank after `{`, before `}` or after a comma, or a comma with nothing beside
    it.

    ## Why it matters
    Hearth reads it all the same, but the original was reported to ignore a setting
    whose blanks are missing.

    ## Example
    ```
    F: kids secret1 0 0 1 {0:0:1}  # warning: [H107]
    F: guests secret2 0 0 1 { 0:0:1,0100:000080:1 }  # warning: [H107]
    F: study secret3 0 0 1 { } { } { }
    ```
    """
    for problem in subject.of(Trouble.BRACE_SPACING):
        assert isinstance(problem.statement, LineStatement | DirectiveStatement)
        yield _hit(problem.statement, problem.span)


def _hit(statement: LineStatement | DirectiveStatement, span: Span) -> Hit:
    if isinstance(statement, LineStatement):
        blocks = cut(statement).blocks
    else:
        blocks = cut_value(statement.value).blocks
    block = next(block for block in blocks if block.span == span)
    fix = Fix("Set the blanks right", (Edit(span, spaced(block)),), safe=True)
    return Hit(
        span,
        "blanks or commas in these braces are not as the original wants them",
        "Write { then a blank, the items with a comma and a blank between, a blank, }.",
        fix,
    )
