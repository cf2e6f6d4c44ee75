"""D302, refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.core.observations import Outcome
from hearth.doctor.answers.failure_words import evidence_of, saved_verdict
from hearth.doctor.answers.failures import Failures, failures_of, saved_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import listed

_EXPIRED: Final = (
    "Look on that machine at the card's entitlements and their dates, and at the"
    " account's own date (expdate in OSCam)"
)


@check("D302", "refused")
def refused(case: Case) -> Iterator[Verdict]:
    """
    D302 refused: a line says no to questions.

    ## What it looks at
    Questions that the line answered with "cannot answer": for all channels or
    for some, all at once or now and then, and since when.

    ## Thresholds
    3 questions and 1 in 100, or 4 within twenty minutes. 3 one after the other
    are no accident: Tvheadend gives a channel up after as many
    (docs/ecm-time.md). 5 attempts in a row where another line answered instead:
    nobody notices, and it is a warning.

    ## What to do
    Everything from one moment on: the subscription, the card's entitlements or
    the account on that server have expired. One channel alone: it is not in
    the subscription. Now and then: the card's contacts, or its reader.
    """
    if case.digest is None:
        return
    for failures in failures_of(case.digest, Outcome.REFUSED):
        title, remedy = _words(failures)
        yield Verdict(
            standing=Standing.CAUSE,
            title=title,
            evidence=tuple(evidence_of(failures, "refused")),
            remedy=remedy,
            line=failures.line,
            share=case.digest.share_of_bad(failures.questions),
        )
    for saved in saved_of(case.digest, Outcome.REFUSED):
        yield saved_verdict(
            saved,
            title=f"{saved.line} refuses everything; another line has to answer",
            how="refused one after the other",
            remedy=_EXPIRED,
        )


def _words(failures: Failures) -> tuple[str, str]:
    line = failures.line
    if failures.is_of_channels:
        channels = listed(f"{service[2]}" for service in failures.closed)
        return (
            f"{line} refuses these channels always: SID {channels}",
            (
                "Look whether the subscription has these channels, and whether"
                " the account"
                " on that server leaves them out"
            ),
        )
    if failures.is_scattered:
        return (
            f"{line} refuses a question now and then",
            (
                "Clean the card's contacts, look at the reader, and look in"
                " that server's"
                " log why it says no at these moments"
            ),
        )
    return (
        f"{line} refuses everything: the subscription or the account has expired",
        _EXPIRED,
    )
