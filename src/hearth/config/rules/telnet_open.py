"""H504, telnet-open."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H504", "telnet-open", Severity.WARNING)
def telnet_open(subject: Subject) -> Iterator[Hit]:
    """
    H504 telnet-open: telnet without a password.

    ## What it finds
    `ALLOW TELNETINFO: yes` without a user name and a password for it.

    ## Why it matters
    It is no shell and changes nothing, but everybody in the home network can read
    who watches what, and from where.

    ## Example
    ```
    ALLOW TELNETINFO : yes  # warning: [H504]
    ```
    """
    for problem in subject.of(Trouble.TELNET_OPEN):
        yield Hit(
            problem.span,
            "telnet is on, and everybody in the network can read it",
            "Write no, or TELNETINFO USERNAME : and TELNETINFO PASSWORD : as well.",
        )
