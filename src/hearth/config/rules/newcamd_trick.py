"""H406, newcamd-trick."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H406", "newcamd-trick", Severity.NOTE)
def newcamd_trick(subject: Subject) -> Iterator[Hit]:
    """
    H406 newcamd-trick: 256 at the end of an N: line.

    ## What it finds
    A field 256 after the key of an N: line, the "NewCam trick".

    ## Why it matters
    It was for servers of long ago; CCcam dropped it in 2.1.4. Programs that read
    the line by fields take it for hops, or for a part of the key.

    ## Example
    ```
    # note: [H304] note: [H406]
    N: 192.168.1.10 15050 hearth secret 01 02 03 04 05 06 07 08 09 10 11 12 13 14 256
    ```
    """
    for problem in subject.of(Trouble.NEWCAMD_TRICK):
        span = problem.span
        before = Span(span.line, span.column - 1, span.line, span.end_column)
        yield Hit(
            span,
            "256 is the NewCam trick, which does nothing since CCcam 2.1.4",
            "Remove it.",
            Fix("Remove it", (Edit(before, ""),), safe=False),
        )
