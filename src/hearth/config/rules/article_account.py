"""H403, article-account."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H403", "article-account", Severity.NOTE)
def article_account(subject: Subject) -> Iterator[Hit]:
    """
    H403 article-account: an F: line in the form that web pages made up.

    ## What it finds
    Two numbers and one pair of braces: `uphops downhops { a:b:c }`. Hearth takes
    the uphops; it never reshares, so the downhops and the braces do nothing.

    ## Why it matters
    The original reads the second number as shareemus and the braces as limits for
    cards: `{ 0:0:0 }` is "no card at all" there.

    ## Example
    ```
    F: kids secret 1 0 { 0:0:0 }  # note: [H403]
    ```
    """
    for problem in subject.of(Trouble.ARTICLE_ACCOUNT):
        yield Hit(
            problem.span,
            "read as uphops downhops { a:b:c }, of which the uphops count",
            "In the original's form the same is: uphops 0 1, and no braces.",
        )
