"""H402, article-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H402", "article-line", Severity.NOTE)
def article_line(subject: Subject) -> Iterator[Hit]:
    """
    H402 article-line: a C: line in the form that web pages made up.

    ## What it finds
    Braces that follow the password without yes or no: `{ reshare:distance:retries
    }`. Hearth asks an unanswered ECM so many times again, and does nothing with the
    other two: it never reshares.

    ## Why it matters
    The original has no such form; what it has are accept filters, `no {
    caid:id:uphops }`, which read the same numbers in another way.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret { 0:0:2 }  # note: [H402]
    ```
    """
    for problem in subject.of(Trouble.ARTICLE_LINE):
        yield Hit(
            problem.span,
            f"read as reshare:distance:retries, of which {problem.what} retries count",
            "For a filter write no before the braces; otherwise keep it for Hearth.",
        )
