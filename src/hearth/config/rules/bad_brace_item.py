"""H106, bad-brace-item."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H106", "bad-brace-item", Severity.ERROR)
def bad_brace_item(subject: Subject) -> Iterator[Hit]:
    """
    H106 bad-brace-item: something in braces that has the wrong form.

    ## What it finds
    An item that is not `caid:id` or `caid:id:hops` where cards are listed, or not
    `caid:id:sid` where channels are.

    ## Why it matters
    The limit that was meant is not known, and to guess could give away too much.

    ## Example
    ```
    F: kids secret1 0 0 1 { all }  # error: [H106]
    F: guests secret2 0 0 1 { } { 0100:15df }  # error: [H106]
    ```
    """
    for problem in subject.of(Trouble.BAD_BRACE_ITEM):
        yield Hit(
            problem.span,
            f"this is not of the form {problem.allowed}",
            "Write CAID, id and channel in hexadecimal digits, hops in decimal ones.",
        )
