"""H901, not-home."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity
from hearth.household import REMEDY


@rule("H901", "not-home", Severity.ERROR)
def not_home(subject: Subject) -> Iterator[Hit]:
    """
    H901 not-home: an address outside this home.

    ## What it finds
    A C: line, or the host lock of an F: line, with an address that is neither
    private nor link-local nor loopback. A name is judged at each connection by
    every address that it has then.

    ## Why it matters
    Hearth serves the one home that pays for the card, so it talks to home addresses
    alone.

    ## Example
    ```
    C: 203.0.113.7 12000 hearth secret  # error: [H901]
    F: kids secret 0 0 1 { } { } { } 203.0.113.8  # error: [H901]
    C: 192.168.1.7 12000 hearth secret
    ```
    """
    for problem in subject.of(Trouble.NOT_HOME):
        yield Hit(
            problem.span,
            f"{problem.what} is not an address of a home",
            f"{REMEDY}.",
        )
