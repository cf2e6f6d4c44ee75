"""H752, prio-not-used."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.beside.rule import beside_rule
from hearth.config.rule import Hit
from hearth.diagnostics import Severity


@beside_rule("H752", "prio-not-used", Severity.NOTE)
def prio_not_used(remarks: Remarks) -> Iterator[Hit]:
    """
    H752 prio-not-used: CCcam.prio is read and checked, and does nothing in Hearth.

    ## What it finds
    A CCcam.prio with at least one line that can be read; it is said once a file.

    ## Why it matters
    The file chooses which of a channel's CA systems a box asks for. Hearth answers
    what a receiver asks; the choice is made in that receiver, before anybody asks.

    ## What to do instead
    Put the file, or the same choice, where the channel is decrypted: OSCam has
    `oscam.dvbapi` for it. Which server is asked first is the order of the C: lines.
    What a receiver shall not get is written in the braces of its F: line.

    ## Example
    ```
    # note: [H752]
    I: 0500:020A00
    P: 0D05, 0648
    ```
    """
    for remark in remarks.of(Kind.PRIO_NOT_USED):
        yield Hit(
            remark.span,
            f"read, {remark.what}, and not used: receivers choose what they ask for",
            "Keep it for the original; in a receiver with OSCam, use oscam.dvbapi.",
        )
