"""H908, dynamic-name."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule, shown
from hearth.diagnostics import Severity
from hearth.household import REMEDY


@rule("H908", "dynamic-name", Severity.WARNING)
def dynamic_name(subject: Subject) -> Iterator[Hit]:
    """
    H908 dynamic-name: a name that a home has towards the Internet.

    ## What it finds
    A host whose name is from a service for changing addresses, like dyndns.org.

    ## Why it matters
    Such a name leads to the address that a provider gave to a home, from outside.
    Hearth connects to home addresses alone, so the line will be refused with H901
    when it is used.

    ## Example
    ```
    C: mybox.dyndns.org 12000 hearth secret  # warning: [H908]
    ```
    """
    for problem in subject.of(Trouble.DYNAMIC_NAME):
        yield Hit(
            problem.span,
            f"{shown(problem.what)} leads to an address outside of a home",
            f"{REMEDY}.",
        )
