"""How often receivers log in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from hearth.core.observations import ReceiverLoggedIn
from hearth.doctor.answers.digest import AFTER_S, Digest

WINDOW_S: Final = 300.0
MANY: Final = 8  # within the window: every 40 s; a receiver that zaps stays logged in


def log_ins_of(digest: Digest) -> dict[str, list[float]]:
    """Give the moments of each receiver's log-ins, without those after a restart."""
    found: dict[str, list[float]] = defaultdict(list)
    for at, what in digest.of(ReceiverLoggedIn):
        if not any(0 <= at - start <= AFTER_S for start in digest.restarts):
            found[what.receiver].append(at)
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
