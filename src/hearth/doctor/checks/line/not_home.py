"""D102, not-home."""

from __future__ import annotations

from collections.abc import Iterator

from hearth import household
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Verdict


@check("D102", "not-home")
def not_home(case: Case) -> Iterator[Verdict]:
    """
    D102 not-home: a line leads outside this home.

    ## What it looks at
    Every address that the line's name has at this moment. One that is no home
    address is enough (`hearth.household`).

    ## Thresholds
    Loopback, link-local, the private ranges of RFC 1918 and RFC 4193 are home.

    ## What to do
    Hearth shares a card within the one home that pays for it. Name the private
    address of the machine with the card; from a second home, come in through
    the household's own VPN.
    """
    for story in stories(case, Trouble.NOT_HOME):
        host = story.ladder.host if story.ladder else story.line
        yield story.verdict(
            f"{host} is not at home: Hearth does not connect to it",
            household.REMEDY,
            f"getent ahosts {host}",
        )
