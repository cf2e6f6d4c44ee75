"""H213, no-address."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H213", "no-address", Severity.WARNING)
def no_address(subject: Subject) -> Iterator[Hit]:
    """
    H213 no-address: a host that looks like an address and is none.

    ## What it finds
    Digits and dots, or colons, that are no IPv4 or IPv6 address: a number over 255,
    one too few or too many, one that begins with 0.

    ## Why it matters
    No name is made of digits alone, so the host is never found; and a number that
    begins with 0 is another one for some programs.

    ## Example
    ```
    C: 192.168.1.300 12000 hearth secret  # warning: [H213]
    F: kids secret1 0 0 1 { } { } { } 192.168.001.20  # warning: [H213]
    ```
    """
    for problem in subject.of(Trouble.NO_ADDRESS):
        yield Hit(
            problem.span,
            f"{problem.what or 'this'} is no address",
            "Write four numbers from 0 to 255 with dots between, or the host's name.",
        )
