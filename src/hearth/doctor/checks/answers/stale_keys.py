"""D304, stale-keys."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.core.observations import Fault
from hearth.doctor.answers.wrong import wrong_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict


@check("D304", "stale-keys")
def stale_keys(case: Case) -> Iterator[Verdict]:
    """
    D304 stale-keys: a line answers with the control words of an earlier question.

    ## What it looks at
    Control words that were already given for another section of the same
    channel. Hearth passes none of them on.

    ## Thresholds
    2 of them: a new crypto period changes at least one half.

    ## What to do
    Switch off caching on that server (in OSCam ``cachedelay`` and cache
    exchange), and start it anew.
    """
    for wrong in wrong_of(case.digest, Fault.STALE):
        yield wrong.verdict(
            f"stale keys: {wrong.line} answers with the control words of an earlier"
            " question",
            "Switch caching off on that server, start it anew, and look whether two"
            " programs there use the same card",
        )
