"""How often receivers log in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from hearth.core.observations import ConnectionRefused, ReceiverLoggedIn
from hearth.doctor.answers.digest import AFTER_S, Digest

WINDOW_S: Final = 300.0
LOG_IN_S: Final = 12.0  # `hearth.core.receivers.door` waits 10 s for the rest of one
UNFINISHED: Final = "no complete log-in"  # its words
MANY: Final = 8  # within the window: every 40 s; a receiver that zaps stays logged in


def log_ins_of(digest: Digest) -> dict[str, list[float]]:
    """
    Give the moments of each receiver's log-ins that were finished.

    Those after Hearth was started anew are nobody's doing, and those that a
    receiver does not finish say that it hangs (`unfinished_of`).
    """
    found: dict[str, list[float]] = defaultdict(list)
    unfinished = unfinished_of(digest)
    for at, what in digest.of(ReceiverLoggedIn):
        ends = unfinished[what.receiver]
        next_end = bisect_left(ends, at)
        hung = next_end < len(ends) and ends[next_end] - at <= LOG_IN_S
        if not hung and not any(0 <= at - s <= AFTER_S for s in digest.restarts):
            found[what.receiver].append(at)
    return found


def unfinished_of(digest: Digest) -> defaultdict[str, list[float]]:
    """Give the moments at which log-ins were given up that a receiver began."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for at, what in digest.of(ConnectionRefused):
        if UNFINISHED in what.reason:
            found[what.user].append(at)
    return found


def most_at_once(moments: Sequence[float]) -> int:
    """Give the most that fall into one window."""
    return max(
        (
            bisect_right(moments, at + WINDOW_S) - number
            for number, at in enumerate(moments)
        ),
        default=0,
    )
