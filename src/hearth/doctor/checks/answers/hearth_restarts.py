"""D314, hearth-restarts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.answers.digest import Digest
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, listed, number

WATCHED_S: Final = 90.0  # who asked so shortly before was watching
AWAY_S: Final = 600.0  # Hearth may have been gone for so long while somebody waited
BACK_S: Final = 60.0  # and asked again so soon
OFTEN: Final = 3


@check("D314", "hearth-restarts")
def hearth_restarts(case: Case) -> Iterator[Verdict]:
    """
    D314 hearth-restarts: Hearth itself was started anew while somebody watched.

    ## What it looks at
    The moments at which Hearth was started, and who had asked in the minute and
    a half before.

    ## Thresholds
    One is enough while somebody watches: every picture then lacks keys until
    lines and receivers are back. Who asked in the 90 s before watched, and who
    asked in the 10 minutes before and again within a minute: it may have been
    gone for a while. 3 without anybody watching are a warning.

    ## What to do
    Look in the journal why it ended: an update, a power cut, no memory left.
    """
    digest = case.digest
    if digest is None or not digest.restarts:
        return
    watchers = {at: _watchers(digest, at) for at in digest.restarts}
    felt = {at: names for at, names in watchers.items() if names}
    if not felt and len(watchers) < OFTEN:
        return
    lost = sum(len(names) for names in felt.values())
    yield Verdict(
        standing=Standing.CAUSE if felt else Standing.WARNING,
        title=f"Hearth was started anew {number(len(watchers), 'time')}"
        + (" while somebody watched" if felt else ""),
        evidence=tuple(
            f"{clock(at)}: {listed(names) if names else 'nobody'} watched then"
            for at, names in list((felt or watchers).items())[:5]
        ),
        remedy="Look in the journal why it ended: an update at a bad time, a power cut,"
        " or no memory left",
        share=lost / (lost + len(digest.bad)) if lost else 0.0,
        commands=("journalctl -u hearth --since yesterday", "last -x reboot | head"),
    )


def _watchers(digest: Digest, at: float) -> list[str]:
    def asked(begin: float, end: float) -> set[str]:
        return {q.done.receiver for q in digest.questions if begin <= q.asked_at < end}

    waited = asked(at - AWAY_S, at) & asked(at, at + BACK_S)
    return sorted(asked(at - WATCHED_S, at) | waited)
