"""H508, writable-by-others."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H508", "writable-by-others", Severity.WARNING)
def writable_by_others(subject: Subject) -> Iterator[Hit]:
    """
    H508 writable-by-others: a file that everybody on this machine can change.

    ## What it finds
    Permissions that let others than the owner and the group write to the file.

    ## Why it matters
    Every program on this machine can give itself an account, or lead Hearth to
    another server.
    """
    for problem in subject.of(Trouble.WRITABLE_BY_OTHERS):
        yield Hit(
            problem.span,
            "everybody on this machine can change this file",
            f"Run: chmod o= {shlex.quote(problem.what)}",
        )
