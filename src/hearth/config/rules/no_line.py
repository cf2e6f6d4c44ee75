"""H309, no-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity


@rule("H309", "no-line", Severity.WARNING)
def no_line(subject: Subject) -> Iterator[Hit]:
    """
    H309 no-line: accounts, and no line that leads to a card.

    ## What it finds
    A file with accounts, but without any C:, N:, L:, R: or G: line.

    ## Why it matters
    Hearth holds no card itself: it asks the program that does, mostly OSCam.
    Without a line to it no account gets a picture, however many hops it may see.

    ## Example
    ```
    SERVER LISTEN PORT : 12000
    F: kids secret  # warning: [H309]
    ```
    """
    for problem in subject.of(Trouble.NO_LINE):
        count = int(problem.allowed)
        who = f"{shown(problem.what)!r}"
        if count > 1:
            who += f" and {count - 1} more accounts"
        yield Hit(
            problem.span,
            f"no line leads to a card, so there is none for {who}",
            "Write a C: line to the program that holds the card, mostly OSCam.",
        )
