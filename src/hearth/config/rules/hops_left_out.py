"""H321, hops-left-out."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H321", "hops-left-out", Severity.NOTE)
def hops_left_out(subject: Subject) -> Iterator[Hit]:
    """
    H321 hops-left-out: a card without its hops.

    ## What it finds
    An item of braces that is `caid:id` and no more, in an F: line, in a C: line or
    in GLOBAL LIMITS.

    ## Why it matters
    Hops that are not written are 0, and 0 means: not given, or not taken. It is the
    way to leave one card out, and an easy mistake if that card was meant.

    ## Example
    ```
    F: kids secret 0 0 1 { 0:0:1, 0100:000080 }  # note: [H321]
    ```
    """
    for problem in subject.of(Trouble.HOPS_LEFT_OUT):
        verb = "given" if problem.what == "downhops" else "taken"
        yield Hit(
            problem.span,
            f"without {problem.what} this card is not {verb} at all",
            f"If it is to be {verb}, write :1 behind it; otherwise :0 says the same.",
        )
