"""H501, readable-by-others."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H501", "readable-by-others", Severity.NOTE)
def readable_by_others(subject: Subject) -> Iterator[Hit]:
    """
    H501 readable-by-others: a file that everybody on this machine can read.

    ## What it finds
    Permissions that let others than the owner and the group read the file.

    ## Why it matters
    The passwords of all receivers and lines are in it. Every program on this
    machine can read them, and so can who gets in through one of them.
    """
    for problem in subject.of(Trouble.READABLE_BY_OTHERS):
        yield Hit(
            problem.span,
            "everybody on this machine can read this file, and the passwords in it",
            f"Run: chmod o= {shlex.quote(problem.what)}",
        )
