"""H320, zero-key."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H320", "zero-key", Severity.WARNING)
def zero_key(subject: Subject) -> Iterator[Hit]:
    """
    H320 zero-key: a key of zeros.

    ## What it finds
    An N: line whose 14 bytes are all 00.

    ## Why it matters
    No server has such a key. A program that reads CCcam.cfg once made zeros of all
    keys; then the log-in fails and nothing says why.

    ## Example
    ```
    # note: [H304] warning: [H320]
    N: 192.168.1.10 15050 hearth secret 00 00 00 00 00 00 00 00 00 00 00 00 00 00
    ```
    """
    for problem in subject.of(Trouble.ZERO_KEY):
        yield Hit(
            problem.span,
            "this key is all zeros",
            "Look the key up where the server has it, and write it here.",
        )
