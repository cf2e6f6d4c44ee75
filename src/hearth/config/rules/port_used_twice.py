"""H209, port-used-twice."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H209", "port-used-twice", Severity.ERROR)
def port_used_twice(subject: Subject) -> Iterator[Hit]:
    """
    H209 port-used-twice: two listeners of one port.

    ## What it finds
    A port that another listener of the file has, too. What a file does not say
    counts with its default: 12000 for receivers, 16001 for the web page, and 16000
    for telnet if it is on.

    ## Why it matters
    Only one of them can have the port, and the other one is never reached.

    ## Example
    ```
    WEBINFO LISTEN PORT : 12000  # error: [H209]
    ```
    """
    for problem in subject.of(Trouble.PORT_USED_TWICE):
        where = f"line {problem.allowed}" if problem.allowed else "the default"
        yield Hit(
            problem.span,
            f"{problem.what} has this port already ({where})",
            "Give each of them a port of its own.",
        )
