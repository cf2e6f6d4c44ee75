"""H313, line-to-ourselves."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H313", "line-to-ourselves", Severity.WARNING)
def line_to_ourselves(subject: Subject) -> Iterator[Hit]:
    """
    H313 line-to-ourselves: a line to Hearth itself.

    ## What it finds
    A line to this very machine and the port on which receivers log in.

    ## Why it matters
    Hearth would ask itself. The card is behind another port, mostly that of OSCam's
    `[cccam]` section.

    ## Example
    ```
    SERVER LISTEN PORT : 12000
    C: 127.0.0.1 12000 hearth secret  # warning: [H313]
    C: 127.0.0.1 13000 hearth secret
    ```
    """
    for problem in subject.of(Trouble.LINE_TO_OURSELVES):
        yield Hit(
            problem.span,
            "this is the port on which Hearth itself listens",
            "Write the port of the program that holds the card, and give each its own.",
        )
