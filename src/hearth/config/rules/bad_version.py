"""H211, bad-version."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H211", "bad-version", Severity.WARNING)
def bad_version(subject: Subject) -> Iterator[Hit]:
    """
    H211 bad-version: a version that is none.

    ## What it finds
    A MINIMUM CLIENT VERSION that is not of the form `2.2.0`.

    ## Why it matters
    Versions are compared number by number; what is no version is compared with
    nothing.

    ## Example
    ```
    # note: [H304]
    MINIMUM CLIENT VERSION : 2.2  # warning: [H211]
    ```
    """
    for problem in subject.of(Trouble.BAD_VERSION):
        yield Hit(
            problem.span,
            "this is not a version of three numbers",
            "Write one like 2.2.0; the last CCcam is 2.3.0.",
        )
