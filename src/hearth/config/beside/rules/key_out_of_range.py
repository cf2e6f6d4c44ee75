"""H704, key-out-of-range."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit
from hearth.diagnostics import Severity


@beside_rule("H704", "key-out-of-range", Severity.ERROR)
def key_out_of_range(remarks: Remarks) -> Iterator[Hit]:
    """
    H704 key-out-of-range: a number of hearth.toml that is too small or too large.

    ## What it finds
    A number outside the range that its key has.

    ## Why it matters
    The setting is as if it were not there: what CCcam.cfg says counts, or the
    default.

    ## Example
    ```
    [server]
    recv_timeout_ms = 5  # error: [H704]
    debug_level = 13  # error: [H704]
    ```
    """
    for remark in remarks.of(Kind.KEY_OUT_OF_RANGE):
        yield Hit(
            remark.span,
            f"{remark.what} takes {remark.allowed}",
            "Write a number of that range, or take the line out for the default.",
        )
