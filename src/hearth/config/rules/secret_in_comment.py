"""H507, secret-in-comment."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H507", "secret-in-comment", Severity.NOTE)
def secret_in_comment(subject: Subject) -> Iterator[Hit]:
    """
    H507 secret-in-comment: a password in a comment.

    ## What it finds
    A comment that repeats a password or a key of the file.

    ## Why it matters
    Who shows a file around hides the passwords of its lines, and comments are
    forgotten; and a changed password stays there.

    ## Example
    ```
    # note: [H507]
    # the children's box: kids, seven7up
    F: kids seven7up 0 0 1
    ```
    """
    for problem in subject.of(Trouble.SECRET_IN_COMMENT):
        yield Hit(
            problem.span,
            "this comment repeats a password of the file",
            "Remove it from the comment.",
        )
