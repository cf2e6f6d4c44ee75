"""H753, names-skipped."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit
from hearth.diagnostics import Severity


@beside_rule("H753", "names-skipped", Severity.NOTE)
def names_skipped(remarks: Remarks) -> Iterator[Hit]:
    """
    H753 names-skipped: lines of a file of names that give none.

    ## What it finds
    Lines of CCcam.channelinfo, CCcam.providers, oscam.srvid, oscam.srvid2 or
    oscam.provid that are not of that file's form; it is said once a file, at the
    first of them.

    ## Why it matters
    The channels or providers that they were for are shown by their numbers.

    ## Example
    ```
    # a CCcam.channelinfo
    0D05:000004:33FD "Sport HD [CW 04 0D05]"
    # note: [H753]
    0D05:000004 "no channel"
    0D05:000004:33FE no quotes
    ```
    """
    for remark in remarks.of(Kind.NAMES_SKIPPED):
        yield Hit(
            remark.span,
            f"from here on, {remark.what} of this file gave no name",
            'CCcam.channelinfo has caid:ident:sid "Name", CCcam.providers has'
            ' 8 digits and "Name".',
        )
