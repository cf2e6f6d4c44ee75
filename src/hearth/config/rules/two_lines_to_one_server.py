"""H312, two-lines-to-one-server."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H312", "two-lines-to-one-server", Severity.NOTE)
def two_lines_to_one_server(subject: Subject) -> Iterator[Hit]:
    """
    H312 two-lines-to-one-server: two lines to one server.

    ## What it finds
    A line with the host and the port of an earlier one, as another user.

    ## Why it matters
    Both mostly lead to the same card, so the second is no reserve: it fails when
    the first does. It is right if that server gives each user other cards.

    ## Example
    ```
    C: card.home.lan 12000 hearth secret
    C: card.home.lan 12000 other secret  # note: [H312]
    ```
    """
    for problem in subject.of(Trouble.TWO_LINES_TO_ONE_SERVER):
        yield Hit(
            problem.span,
            f"line {problem.allowed} goes to the same server, as another user",
            "Keep both only if that server gives them different cards.",
        )
