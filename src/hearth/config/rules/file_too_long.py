"""H116, file-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H116", "file-too-long", Severity.ERROR)
def file_too_long(subject: Subject) -> Iterator[Hit]:
    """
    H116 file-too-long: a file of more than 200,000 lines that say something.

    ## What it finds
    The first line that is not read any more.

    ## Why it matters
    What follows is kept in the file, but does nothing. Such a file is not the
    configuration of a home.
    """
    for problem in subject.of(Trouble.FILE_TOO_LONG):
        yield Hit(
            problem.span,
            f"from here on nothing is read, {problem.what} lines",
            "See whether this is the right file.",
        )
