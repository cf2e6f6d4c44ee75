"""H318, nobody-can-log-in."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H318", "nobody-can-log-in", Severity.WARNING)
def nobody_can_log_in(subject: Subject) -> Iterator[Hit]:
    """
    H318 nobody-can-log-in: accounts, and no port to log in.

    ## What it finds
    `SERVER LISTEN PORT : 0` in a file with accounts.

    ## Why it matters
    0 switches the server off, and no receiver can log in. With the original the web
    page is away then, too.

    ## Example
    ```
    SERVER LISTEN PORT : 0  # warning: [H318]
    C: card.home.lan 12000 hearth secret
    F: kids secret1
    ```
    """
    for problem in subject.of(Trouble.NOBODY_CAN_LOG_IN):
        count = int(problem.allowed)
        who = "the account" if count == 1 else f"the {count} accounts"
        yield Hit(
            problem.span,
            f"0 switches the server off, so {who} of this file cannot log in",
            "Write a port, usually 12000.",
        )
