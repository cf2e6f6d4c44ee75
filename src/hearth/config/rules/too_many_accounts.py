"""H902, too-many-accounts."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
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
    F: room1 secret1
    F: room2 secret2
    F: room3 secret3
    F: room4 secret4
    F: room5 secret5
    F: room6 secret6
    F: room7 secret7
    F: room8 secret8
    F: room9 secret9
    F: room10 secret10
    F: room11 secret11
    F: room12 secret12
    F: room13 secret13
    F: room14 secret14
    F: room15 secret15
    F: room16 secret16
    F: room17 secret17  # error: [H902]
    ```
    """
    for problem in subject.of(Trouble.TOO_MANY_ACCOUNTS):
        yield Hit(
            problem.span,
            f"{shown(problem.what)!r} is more than {MAX_ACCOUNTS} accounts",
            "Remove accounts that no receiver uses.",
        )
