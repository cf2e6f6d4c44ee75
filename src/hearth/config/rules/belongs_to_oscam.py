"""H305, belongs-to-oscam."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H305", "belongs-to-oscam", Severity.NOTE)
def belongs_to_oscam(subject: Subject) -> Iterator[Hit]:
    """
    H305 belongs-to-oscam: something about the card and its reader.

    ## What it finds
    A directive or a line that is about a card reader, a card's PIN or how cards get
    their updates.

    ## Why it matters
    In this home the program that holds the card is OSCam, and there it has to be
    said; Hearth does nothing with it.

    ## Example
    ```
    SERIAL READER : /dev/ttyUSB0 phoenix  # note: [H305]
    B: /dev/sci0 01  # note: [H305]
    ```
    """
    for problem in subject.of(Trouble.BELONGS_TO_OSCAM):
        yield Hit(
            problem.span,
            f"{problem.what} is about the card reader, which OSCam has",
            "Say it in a [reader] section of OSCam's oscam.server, remove it here.",
        )
