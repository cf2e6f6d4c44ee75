"""H112, hash-cuts-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.cut import cut
from hearth.config.forms import FORMS
from hearth.config.rule import Hit, Subject, rule
from hearth.config.statements import DirectiveStatement, LineStatement, Statement
from hearth.diagnostics import Severity


@rule("H112", "hash-cuts-line", Severity.WARNING)
def hash_cuts_line(subject: Subject) -> Iterator[Hit]:
    """
    H112 hash-cuts-line: a `#` without a blank before it, where a password ends.

    ## What it finds
    A comment that begins in the middle of a word, in a line that may have had its
    password there.

    ## Why it matters
    A `#` begins a comment anywhere in a line, so a password with one in it ends
    before it.

    ## Example
    ```
    # warning: [H112]
    F: kids sec#ret 0 0 1
    F: guests secret 0 0 1#no reshare
    ```
    """
    for statement in subject.statements:
        comment = statement.comment
        if comment is None or comment.column > statement.content.end_column:
            continue
        if _ends_in_secret(statement):
            yield Hit(
                comment.span,
                "this # begins a comment, and what stands before it ends here",
                "Choose a password without #; put a blank before a comment.",
            )


def _ends_in_secret(statement: Statement) -> bool:
    if isinstance(statement, DirectiveStatement):
        return statement.directive.secret
    if not isinstance(statement, LineStatement):
        return False
    parts = cut(statement)
    fields = FORMS[statement.letter].fields
    secrets = [at for at, name in enumerate(fields) if name.endswith("password")]
    return not parts.blocks and len(parts.fields) <= max(secrets, default=-1) + 1
