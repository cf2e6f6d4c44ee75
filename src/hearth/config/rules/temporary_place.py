"""H601, temporary-place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity


@rule("H601", "temporary-place", Severity.WARNING)
def temporary_place(subject: Subject) -> Iterator[Hit]:
    """
    H601 temporary-place: a file where nothing is kept.

    ## What it finds
    A configuration on a file system that is in memory.

    ## Why it matters
    It is gone when the machine starts again.
    """
    for problem in subject.of(Trouble.TEMPORARY_PLACE):
        yield Hit(
            problem.span,
            f"what is in {shown(problem.what)} is gone after a restart",
            f"Keep it in {SAFE}, and name it with -c.",
        )


SAFE: Final = "/var/etc, on a receiver on its disk below /media/hdd"
