"""H801, oscam-file."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, more, rule
from hearth.diagnostics import Severity


@rule("H801", "oscam-file", Severity.ERROR)
def oscam_file(subject: Subject) -> Iterator[Hit]:
    """
    H801 oscam-file: OSCam's or NCam's file in place of a CCcam.cfg.

    ## What it finds
    Sections like `[reader]`, or lines like `protocol = cccam`. The first one is
    marked, the others are counted.

    ## Why it matters
    It is another program's language; Hearth does nothing with these lines.

    ## Example
    ```
    [reader]  # error: [H801]
    label = card
    protocol = cccam
    device = card.home.lan,12000
    ```
    """
    for problem in subject.of(Trouble.OSCAM_FILE):
        yield Hit(
            problem.span,
            f"this is a line of OSCam's or NCam's files{more(problem)}",
            "`hearth migrate FOLDER --from oscam` makes a CCcam.cfg of such files.",
        )
