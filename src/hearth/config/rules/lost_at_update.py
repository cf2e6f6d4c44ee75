"""H602, lost-at-update."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H602", "lost-at-update", Severity.NOTE)
def lost_at_update(subject: Subject) -> Iterator[Hit]:
    """
    H602 lost-at-update: a file that an image update takes away.

    ## What it finds
    A configuration in the system of a set-top box, and not on its disk.

    ## Why it matters
    An update of the image replaces the system as a whole, and what is not in the
    box's own backup is gone.
    """
    for problem in subject.of(Trouble.LOST_AT_UPDATE):
        yield Hit(
            problem.span,
            "an update of the receiver's image replaces this file's file system",
            "Keep a copy below /media/hdd, or add the file to the box's backup.",
        )
