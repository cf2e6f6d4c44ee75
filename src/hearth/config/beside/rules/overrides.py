"""H706, overrides."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit, shown
from hearth.diagnostics import Severity


@beside_rule("H706", "overrides", Severity.WARNING)
def overrides(remarks: Remarks) -> Iterator[Hit]:
    """
    H706 overrides: hearth.toml says otherwise than CCcam.cfg.

    ## What it finds
    A setting that both files give, each with another value. The one in hearth.toml
    counts.

    ## Why it matters
    Only one of them can hold, and who changes the one in CCcam.cfg changes nothing.

    ## Example
    ```
    # in the CCcam.cfg beside it: KEEPALIVE TIMEOUT : 30

    [server]
    keep_alive_s = 45  # warning: [H706]
    ```
    """
    for remark in remarks.of(Kind.OVERRIDES):
        yield Hit(
            remark.span,
            f"{shown(remark.what)} is given by {remark.allowed} too; this one counts",
            "Keep one of them.",
        )
