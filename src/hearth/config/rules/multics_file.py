"""H802, multics-file."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, more, rule
from hearth.diagnostics import Severity


@rule("H802", "multics-file", Severity.ERROR)
def multics_file(subject: Subject) -> Iterator[Hit]:
    """
    H802 multics-file: MultiCS's file in place of a CCcam.cfg.

    ## What it finds
    Names like `CCCAM PORT`, profiles in `[brackets]`, or an F: line with names of
    profiles in its braces. The first one is marked, the others are counted.

    ## Why it matters
    It is a card server for sharing with many, with a language of its own: the
    numbers of its F: lines mean something else there.

    ## Example
    ```
    CCCAM PORT: 12000  # error: [H802]
    CACHE PORT: 5599
    ```
    """
    for problem in subject.of(Trouble.MULTICS_FILE):
        yield Hit(
            problem.span,
            f"this is a line of MultiCS's file{more(problem)}",
            "Write an F: line of CCcam's form for each receiver: F: name password.",
        )
