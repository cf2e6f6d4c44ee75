"""H201, port-out-of-range."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H201", "port-out-of-range", Severity.ERROR)
def port_out_of_range(subject: Subject) -> Iterator[Hit]:
    """
    H201 port-out-of-range: a port that cannot be.

    ## What it finds
    A port that is not a number from 1 to 65535; where 0 switches something off, 0
    is fine.

    ## Why it matters
    There is no such port, so nothing can listen on it and nothing can be reached
    through it.

    ## Example
    ```
    SERVER LISTEN PORT : 70000  # error: [H201]
    C: card.home.lan 0 hearth secret  # error: [H201]
    ```
    """
    for problem in subject.of(Trouble.PORT_OUT_OF_RANGE):
        yield Hit(
            problem.span,
            f"{_named(problem.what)} is not a number from {problem.allowed}",
            "Write such a port; if it is another field, one before it is missing.",
        )


def _named(what: str) -> str:
    return f"the {what}" if what.islower() else what
