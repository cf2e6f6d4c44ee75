"""H212, not-a-path."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H212", "not-a-path", Severity.WARNING)
def not_a_path(subject: Subject) -> Iterator[Hit]:
    """
    H212 not-a-path: a file that is no path.

    ## What it finds
    A directive that takes the path of a file, with yes, no, or a name that does not
    begin with `/`.

    ## Why it matters
    `LOG WARNINGS : no` switches nothing off: the original writes a file of the name
    `no`, wherever it was started.

    ## Example
    ```
    # note: [H304]
    LOG WARNINGS : no  # warning: [H212]
    ```
    """
    for problem in subject.of(Trouble.NOT_A_PATH):
        if problem.allowed.lower() == "no":
            help_ = (
                f"To switch it off, remove the line or put a # before {problem.what}."
            )
        else:
            help_ = "Write the whole path, like /tmp/warnings.txt."
        yield Hit(
            problem.span,
            f"{problem.what} takes the path of a file, and this is none",
            help_,
        )
