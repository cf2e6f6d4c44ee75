"""H506, half-a-login."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H506", "half-a-login", Severity.WARNING)
def half_a_login(subject: Subject) -> Iterator[Hit]:
    """
    H506 half-a-login: half a log-in.

    ## What it finds
    A user name for WEBINFO or TELNETINFO without a password, or a password without
    a user name.

    ## Why it matters
    The original asks for a log-in only if there are both, so the page is as open as
    with neither.

    ## Example
    ```
    WEBINFO USERNAME : admin  # warning: [H506]
    ```
    """
    for problem in subject.of(Trouble.HALF_A_LOGIN):
        yield Hit(
            problem.span,
            f"{problem.what} has no effect without {problem.allowed}",
            f"Write {problem.allowed} : as well.",
        )
