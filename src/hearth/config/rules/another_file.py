"""H603, another-file."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity


@rule("H603", "another-file", Severity.WARNING)
def another_file(subject: Subject) -> Iterator[Hit]:
    """
    H603 another-file: two files of which one is read.

    ## What it finds
    Further CCcam.cfg files in the places where CCcam looks.

    ## Why it matters
    Only the first one is read. Who changes another one changes nothing, and
    wonders.
    """
    for problem in subject.of(Trouble.ANOTHER_FILE):
        if problem.allowed == "it":
            message = (
                f"not this file is read but {shown(problem.what)}, which comes first"
            )
        else:
            message = f"this file is read, and not {shown(problem.what)}"
        yield Hit(
            problem.span, message, "Keep one of them, or name the one you mean with -c."
        )
