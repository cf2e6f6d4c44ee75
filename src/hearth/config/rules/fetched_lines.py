"""H904, fetched-lines."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H904", "fetched-lines", Severity.ERROR)
def fetched_lines(subject: Subject) -> Iterator[Hit]:
    """
    H904 fetched-lines: an address from which lines are to be fetched.

    ## What it finds
    A line that is a web address. Some programs fetch C: lines from there, NCam with
    its ncam.fs for one.

    ## Why it matters
    Lines from the web lead to cards of other people's homes; Hearth fetches none.

    ## Example
    ```
    http://example.org/lines.txt  # error: [H904]
    ```
    """
    for problem in subject.of(Trouble.FETCHED_LINES):
        yield Hit(
            problem.span,
            "Hearth fetches no lines from the web",
            "Remove the line, and write the C: line of your own card.",
        )
