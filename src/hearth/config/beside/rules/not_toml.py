"""H701, not-toml."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit
from hearth.diagnostics import Severity


@beside_rule("H701", "not-toml", Severity.ERROR)
def not_toml(remarks: Remarks) -> Iterator[Hit]:
    """
    H701 not-toml: a line of hearth.toml that is not TOML.

    ## What it finds
    What no reader of TOML can read: a value without quotes, a quote or bracket
    without its partner, a table or a key that is there twice.

    ## Why it matters
    That line does nothing; if it is the header of a table, nothing of that table
    does, and if an end is missing, nothing of the file.

    ## Example
    ```
    [server]
    keep_alive_s = thirty  # error: [H701]
    debug_level = 2

    [lines.card.home.lan:12000]  # error: [H701]
    retries = 2
    ```

    ## What to write
    Text stands in quotes, numbers and `true` or `false` do not. The name of a line
    has a colon in it, so it needs quotes: `[lines."card.home.lan:12000"]`.
    """
    for remark in remarks.of(Kind.NOT_TOML):
        yield Hit(
            remark.span,
            f"this cannot be read as TOML: {remark.what}",
            'Write key = value below a [table]; a line is [lines."host:port"].',
        )
