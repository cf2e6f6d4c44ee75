"""H707, key-not-used-yet."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit
from hearth.diagnostics import Severity


@beside_rule("H707", "key-not-used-yet", Severity.NOTE)
def key_not_used_yet(remarks: Remarks) -> Iterator[Hit]:
    """
    H707 key-not-used-yet: a setting of hearth.toml that this version does not use.

    ## What it finds
    A setting that Hearth knows and checks, for a part of it that is still to come.

    ## Why it matters
    It does nothing yet; it will once that part is there.

    ## Example
    ```
    [history]
    raw_days = 30  # note: [H707]
    ```
    """
    for remark in remarks.of(Kind.KEY_NOT_USED_YET):
        yield Hit(
            remark.span,
            f"Hearth knows {remark.what} and does not use it yet",
            "Nothing; it may stay.",
        )
