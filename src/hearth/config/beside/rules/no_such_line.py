"""H705, no-such-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit, shown
from hearth.diagnostics import Edit, Fix, Severity


@beside_rule("H705", "no-such-line", Severity.WARNING)
def no_such_line(remarks: Remarks) -> Iterator[Hit]:
    """
    H705 no-such-line: a table of hearth.toml for a line that CCcam.cfg has not.

    ## What it finds
    `[lines."host:port"]` where no usable C: line has that host and that port.

    ## Why it matters
    The table does nothing: the line that it was for has another host or port now,
    or cannot be used.

    ## Example
    ```
    # in the CCcam.cfg beside it: C: card.home.lan 12000 hearth secret

    [lines."card.home.lan:12001"]  # warning: [H705]
    retries = 2

    [lines."card.home.lan:12000"]
    retries = 2
    ```
    """
    import json  # late; its strings are TOML's too

    for remark in remarks.of(Kind.NO_SUCH_LINE):
        near = remark.near
        fix = Fix(f"Name {near}", (Edit(remark.span, json.dumps(near)),), safe=False)
        yield Hit(
            remark.span,
            f"no C: line that can be used has this host and port: {shown(remark.what)}",
            f"Did you mean {near}?" if near else remark.allowed,
            fix if near else None,
        )
