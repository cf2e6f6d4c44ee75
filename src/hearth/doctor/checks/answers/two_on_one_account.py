"""D311, two-on-one-account."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from hearth.core.observations import ConnectionRefused
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import listed, number

OFTEN: Final = 3  # a receiver whose address changed is refused once or twice
_IN_USE: Final = re.compile(r"in use at (\S+?)[:,]? ")


@check("D311", "two-on-one-account")
def two_on_one_account(case: Case) -> Iterator[Verdict]:
    """
    D311 two-on-one-account: two receivers use the same account.

    ## What it looks at
    Log-ins that were refused because the account is in use at another address.

    ## Thresholds
    3 of them: a receiver that the router has given a new address is refused
    once or twice, until its old connection is noticed to be dead.

    ## What to do
    Give the second receiver an F: line of its own.
    """
    digest = case.digest
    if digest is None:
        return
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, refused in digest.of(ConnectionRefused):
        in_use = _IN_USE.search(f"{refused.reason} ")
        if in_use:
            found[refused.user].append((refused.address, in_use[1]))
    for name, each in found.items():
        addresses = sorted({address for pair in each for address in pair})
        often = len(each) >= OFTEN
        yield Verdict(
            standing=Standing.CAUSE if often else Standing.WARNING,
            title=f"two receivers use the account {name}: {listed(addresses)}",
            evidence=(
                (
                    f"{number(len(each), 'log-in')} refused because {name} was"
                    " logged in"
                    " from the other address"
                ),
            ),
            remedy="Give the second receiver an F: line of its own, and set its"
            " user and"
            " password there",
            receiver=name,
            share=max(0.5, digest.share_of_bad(digest.by_receiver.get(name, ()))),
        )
