"""H306, of-no-use."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H306", "of-no-use", Severity.NOTE)
def of_no_use(subject: Subject) -> Iterator[Hit]:
    """
    H306 of-no-use: a directive that Hearth has no use for.

    ## What it finds
    A directive about a receiver's own screen, about imitating other programs, or
    one that CCcam itself gave up.

    ## Why it matters
    Hearth has nothing that it could change.

    ## Example
    ```
    ZAP OSD TIME : 3  # note: [H306]
    ```
    """
    for problem in subject.of(Trouble.OF_NO_USE):
        yield Hit(
            problem.span,
            f"nothing in Hearth answers to {problem.what}",
            "It can be removed.",
        )
