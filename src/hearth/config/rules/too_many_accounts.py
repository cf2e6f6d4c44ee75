"""H902, too-many-accounts."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity
from hearth.household import MAX_ACCOUNTS


@rule("H902", "too-many-accounts", Severity.ERROR)
def too_many_accounts(subject: Subject) -> Iterator[Hit]:
    """
    H902 too-many-accounts: more than 16 accounts.

    ## What it finds
    The 17th F: line and those after it. The first 16 that can be used are used.

    ## Why it matters
    Hearth serves one home, and no home has more receivers than that.

    ## Example
    ```
    F: room1 secret
    F: room2 secret
    F: room3 secret
    F: room4 secret
    F: room5 secret
    F: room6 secret
    F: room7 secret
    F: room8 secret
    F: room9 secret
    F: room10 secret
    F: room11 secret
    F: room12 secret
    F: room13 secret
    F: room14 secret
    F: room15 secret
    F: room16 secret
    F: room17 secret  # error: [H902]
    ```
    """
    for problem in subject.of(Trouble.TOO_MANY_ACCOUNTS):
        yield Hit(
            problem.span,
            f"{shown(problem.what)!r} is more than {MAX_ACCOUNTS} accounts",
            "Remove accounts that no receiver uses.",
        )
