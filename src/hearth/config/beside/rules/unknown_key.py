"""H702, unknown-key."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit, shown
from hearth.diagnostics import Edit, Fix, Severity


@beside_rule("H702", "unknown-key", Severity.WARNING)
def unknown_key(remarks: Remarks) -> Iterator[Hit]:
    """
    H702 unknown-key: a key or a table of hearth.toml that nobody knows.

    ## What it finds
    A name that is no setting of its table, or no table, perhaps because the line
    with the table's name is missing before it.

    ## Why it matters
    It does nothing, and nothing else would tell you.

    ## Example
    ```
    debug_level = 2  # warning: [H702]

    [server]
    keepalive_s = 45  # warning: [H702]

    [servers]  # warning: [H702]
    recv_timeout_ms = 4000
    ```
    """
    for remark in remarks.of(Kind.UNKNOWN_KEY):
        near = remark.near
        fix = Fix(f"Call it {near}", (Edit(remark.span, near),), safe=False)
        yield Hit(
            remark.span,
            f"hearth.toml has no {shown(remark.what)!r} here",
            f"Did you mean {near}?" if near else remark.allowed,
            fix if near else None,
        )
