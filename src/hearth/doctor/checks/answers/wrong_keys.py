"""D303, wrong-keys."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.core.observations import Fault
from hearth.doctor.answers.wrong import Wrong, wrong_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict


@check("D303", "wrong-keys")
def wrong_keys(case: Case) -> Iterator[Verdict]:
    """
    D303 wrong-keys: a line answers in time with control words that cannot be right.

    ## What it looks at
    Control words whose check bytes are wrong, or that are all zero. Hearth
    passes none of them on.

    ## Thresholds
    2 of them: bytes 3 and 7 of a control word are sums (docs/ecm-time.md), so none
    is wrong by chance.

    ## What to do
    Look in that server's log: a card in the wrong mode, a reader with the
    wrong settings for its card, or an answer for another system.
    """
    for wrong in wrong_of(case.digest, Fault.CHECK_BYTES, Fault.ALL_ZERO):
        yield wrong.verdict(_title(wrong), REMEDY)


REMEDY = (
    "Look in that server's log at these moments: the reader's settings for its card"
    " are wrong, or the card answers for another system; start the reader anew"
)


def _title(wrong: Wrong) -> str:
    return f"wrong keys: {wrong.line} answers with control words that cannot be right"
