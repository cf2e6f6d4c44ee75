"""H114, both-dialects."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H114", "both-dialects", Severity.NOTE)
def both_dialects(subject: Subject) -> Iterator[Hit]:
    """
    H114 both-dialects: one file in two dialects.

    ## What it finds
    C: or F: lines in the form of the original CCcam and others in the form that web
    pages made up.

    ## Why it matters
    Hearth reads both, line by line, but the same numbers mean different things in
    them, and the original understands its own alone.

    ## Example
    ```
    F: study secret1 5 0 1 { 0:0:1 }
    # note: [H403]
    F: kids secret2 1 0 { 0:0:0 }  # note: [H114]
    ```
    """
    for problem in subject.of(Trouble.BOTH_DIALECTS):
        yield Hit(
            problem.span,
            "this is the form of web pages, other lines have that of the original",
            "Write all lines in the original's form.",
        )
