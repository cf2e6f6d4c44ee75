"""H703, wrong-type."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit, shown
from hearth.diagnostics import Severity


@beside_rule("H703", "wrong-type", Severity.ERROR)
def wrong_type(remarks: Remarks) -> Iterator[Hit]:
    """
    H703 wrong-type: a value of hearth.toml of another kind than its key has.

    ## What it finds
    Text where a number belongs, a number where `true` or `false` does, a fraction
    where a whole number does, a value where a table does.

    ## Why it matters
    The setting is as if it were not there: what CCcam.cfg says counts, or the
    default.

    ## Example
    ```
    [server]
    keep_alive_s = "45"  # error: [H703]
    recv_timeout_ms = 4000.5  # error: [H703]
    debug_level = true  # error: [H703]

    [lines]
    "card.home.lan:12000" = 2  # error: [H703]
    ```
    """
    for remark in remarks.of(Kind.WRONG_TYPE):
        yield Hit(
            remark.span,
            f"{shown(remark.what)} takes {remark.allowed}",
            "Write such a value; numbers, true and false stand without quotes.",
        )
