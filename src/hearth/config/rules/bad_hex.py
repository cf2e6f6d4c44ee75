"""H210, bad-hex."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H210", "bad-hex", Severity.ERROR)
def bad_hex(subject: Subject) -> Iterator[Hit]:
    """
    H210 bad-hex: something else where hexadecimal digits have to be.

    ## What it finds
    A CAID or a provider of an L: or R: line, the sum of a B: line or the node of
    IGNORE NODE that has other characters than 0 to 9 and A to F, or too few of
    them.

    ## Why it matters
    It names no card and no server, so it does nothing.

    ## Example
    ```
    # note: [H304]
    IGNORE NODE : 0102  # error: [H210]
    # error: [H210]
    R: 192.168.1.10 678 viaccess 000080
    ```
    """
    for problem in subject.of(Trouble.BAD_HEX):
        yield Hit(
            problem.span,
            f"{_named(problem.what)} is not {problem.allowed}",
            "Write digits 0 to 9 and letters A to F only.",
        )


def _named(what: str) -> str:
    return what if what == what.upper() and " " in what else f"the {what}"
