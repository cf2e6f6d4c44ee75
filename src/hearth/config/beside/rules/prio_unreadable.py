"""H751, prio-unreadable."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit
from hearth.diagnostics import Severity


@beside_rule("H751", "prio-unreadable", Severity.WARNING)
def prio_unreadable(remarks: Remarks) -> Iterator[Hit]:
    """
    H751 prio-unreadable: a line of CCcam.prio that is neither I: nor P:.

    ## What it finds
    A line that does not begin with `I:` or `P:`, or one with an item that is not
    `caid`, `caid:ident` or `caid:ident:sid` in hexadecimal digits.

    ## Why it matters
    The original skips it, so what it was to ignore or prefer is not.

    ## Example
    ```
    # note: [H752]
    I: 0500:020A00
    P: 0D05, 0G48  # warning: [H751]
    X: 0500  # warning: [H751]
    P: 10500  # warning: [H751]
    P: 0D05:000004:33FD, 0648
    ```
    """
    for remark in remarks.of(Kind.PRIO_UNREADABLE):
        yield Hit(
            remark.span,
            f"this is not {remark.allowed}",
            "Write I: caid[:ident[:sid]] or P: caid[:ident[:sid]], ... in hexadecimal.",
        )
