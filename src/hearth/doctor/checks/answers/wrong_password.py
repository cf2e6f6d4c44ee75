"""D312, wrong-password."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from hearth.core.observations import ConnectionRefused, ReceiverLoggedIn
from hearth.doctor.answers.digest import Digest
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import listed, number, shown

OFTEN: Final = 2  # once is a slip, and who slipped has logged in since
# `hearth.core.receivers.lockouts`: so many wrong ones lock an address out.
LOCKED_OUT: Final = 5
SHOWN: Final = 3
_REASONS: Final = ("wrong password", "no such user", "has to wait", "log in from")


@check("D312", "wrong-password")
def wrong_password(case: Case) -> Iterator[Verdict]:
    """
    D312 wrong-password: a receiver is not let in.

    ## What it looks at
    Log-ins that Hearth refused because of user, password, host lock or too
    many wrong passwords, from addresses that have not logged in since,
    or that were locked out before they did.

    ## Thresholds
    2 refusals and no log-in since: once is a slip. An address waits 1 minute
    after 5 wrong passwords in 10, and up to an hour
    (`hearth.core.receivers.lockouts`).

    ## What to do
    Set user and password of the F: line in the receiver, letter by letter.
    """
    digest = case.digest
    if digest is None:
        return
    found = _refused(digest)
    for (address, is_over), refusals in found.items():
        if len(refusals) < (LOCKED_OUT if is_over else OFTEN):
            continue
        if is_over and (address, False) in found:
            continue
        users = sorted({it.user for it in refusals if it.user}) or ["no name"]
        reasons = sorted({shown(it.reason.partition(";")[0], 120) for it in refusals})
        names = listed(shown(user) for user in users)
        known = [user for user in users if user in digest.by_receiver]
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{address} {'was' if is_over else 'is'} not let in: wrong user or"
            f" password ({names})",
            evidence=(
                f"{number(len(refusals), 'log-in')} refused, and"
                + (" it was let in later" if is_over else " none went well since"),
                *reasons[:SHOWN],
            ),
            remedy="Set user and password of its F: line in that receiver, letter by"
            " letter; after too many wrong ones it has to wait up to an hour, or until"
            " Hearth reads a changed CCcam.cfg",
            receiver=(known or users)[0],
            share=0.5,
        )


def _refused(digest: Digest) -> dict[tuple[str, bool], list[ConnectionRefused]]:
    """Give the refusals by address, and whether it was let in after them."""
    found: dict[tuple[str, bool], list[ConnectionRefused]] = defaultdict(list)
    for _, what in digest.record.seen:
        if isinstance(what, ReceiverLoggedIn):
            before = found.pop((what.address, False), [])
            if len(before) >= LOCKED_OUT:
                found[what.address, True] += before
        elif isinstance(what, ConnectionRefused) and _is_ours(what.reason):
            found[what.address, False].append(what)
    return found


def _is_ours(reason: str) -> bool:
    return any(words in reason for words in _REASONS)
