"""H803, newcamd-list."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, more, rule
from hearth.diagnostics import Severity


@rule("H803", "newcamd-list", Severity.ERROR)
def newcamd_list(subject: Subject) -> Iterator[Hit]:
    """
    H803 newcamd-list: a newcamd.list in place of a CCcam.cfg.

    ## What it finds
    Lines like `CWS = host port user password key`. The first one is marked, the
    others are counted.

    ## Why it matters
    Hearth reads no newcamd.list; the same connection is an N: line here.

    ## Example
    ```
    # error: [H803]
    CWS = 192.168.1.10 15050 hearth secret 01 02 03 04 05 06 07 08 09 10 11 12 13 14
    ```
    """
    for problem in subject.of(Trouble.NEWCAMD_LIST):
        yield Hit(
            problem.span,
            f"this is a line of a newcamd.list{more(problem)}",
            "Write N: in place of CWS =, and leave the rest of the line as it is.",
        )
