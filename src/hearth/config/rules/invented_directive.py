"""H401, invented-directive."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.directives import Owner
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement
from hearth.config.rule import Hit, Subject, renamed, rule
from hearth.diagnostics import Severity


@rule("H401", "invented-directive", Severity.NOTE)
def invented_directive(subject: Subject) -> Iterator[Hit]:
    """
    H401 invented-directive: a directive that web pages made up.

    ## What it finds
    A directive that the original CCcam never had. Hearth does what the pages say of
    it.

    ## Why it matters
    The original ignores it, so it never did anything there; here it does, which may
    surprise.

    ## Example
    ```
    KEEPALIVE TIMEOUT : 30  # note: [H401]
    WEBINFO PORT : 16001  # note: [H401]
    ```
    """
    for problem in subject.of(Trouble.INVENTED_DIRECTIVE):
        statement = problem.statement
        assert isinstance(statement, DirectiveStatement)
        name = statement.directive.name
        if statement.alias is None:
            has = statement.directive.owner is Owner.HEARTH
            yield Hit(
                problem.span,
                f"the original ignores {name}; Hearth {'has' if has else 'knows'} it",
                "Keep it for Hearth; do not expect the original to know it.",
            )
        else:
            yield Hit(
                problem.span,
                f"the original ignores {statement.alias.name}; its name is {name}",
                f"Write {name}.",
                renamed(statement),
            )
