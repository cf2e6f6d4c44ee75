"""H110, name-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H110", "name-too-long", Severity.ERROR)
def name_too_long(subject: Subject) -> Iterator[Hit]:
    """
    H110 name-too-long: a user name of more than 20 bytes.

    ## What it finds
    A user name that the log-in has no room for. Letters beyond ASCII count as two
    bytes or more in a UTF-8 file.

    ## Why it matters
    The log-in carries 20 bytes of it, so the two sides would never agree.

    ## Example
    ```
    F: livingroom-of-the-whole-family secret  # error: [H110]
    ```
    """
    for problem in subject.of(Trouble.NAME_TOO_LONG):
        yield Hit(
            problem.span,
            f"this user name has {problem.what} bytes, and a log-in carries 20",
            "Choose a shorter name, here and in the receiver.",
        )
