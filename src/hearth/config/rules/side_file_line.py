"""H804, side-file-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, more, rule
from hearth.diagnostics import Severity


@rule("H804", "side-file-line", Severity.ERROR)
def side_file_line(subject: Subject) -> Iterator[Hit]:
    """
    H804 side-file-line: a line of one of CCcam's other files.

    ## What it finds
    A line of CCcam.channelinfo, CCcam.providers, CCcam.prio or oscam.srvid. The
    first one is marked, the others are counted.

    ## Why it matters
    These lists have files of their own, and here they do nothing.

    ## Example
    ```
    0D05:000004:33FD "Sport HD"  # error: [H804]
    P: 0D05, 0648
    ```
    """
    for problem in subject.of(Trouble.SIDE_FILE_LINE):
        yield Hit(
            problem.span,
            f"this line belongs into a list of names or priorities{more(problem)}",
            "Move it to CCcam.channelinfo, CCcam.providers or CCcam.prio.",
        )
