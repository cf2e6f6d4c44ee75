"""H405, other-name."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement
from hearth.config.rule import Hit, Subject, renamed, rule
from hearth.diagnostics import Severity


@rule("H405", "other-name", Severity.NOTE)
def other_name(subject: Subject) -> Iterator[Hit]:
    """
    H405 other-name: a directive by another name than the original's.

    ## What it finds
    A name that the original gave up, or the right spelling of one that it spells
    wrongly.

    ## Why it matters
    Hearth knows both. Other programs that read the file look for the name of the
    original alone.

    ## Example
    ```
    INFO LISTEN PORT : 16000  # note: [H405]
    ```
    """
    for problem in subject.of(Trouble.OTHER_NAME):
        statement = problem.statement
        assert isinstance(statement, DirectiveStatement)
        name = statement.directive.name
        yield Hit(
            problem.span,
            f"the original calls this {name}",
            f"Write {name}.",
            renamed(statement),
        )
