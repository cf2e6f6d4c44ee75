"""D107, log-in-refused."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Trouble
from hearth.doctor.stories import Story, stories
from hearth.doctor.verdict import Verdict


@check("D107", "log-in-refused")
def log_in_refused(case: Case) -> Iterator[Verdict]:
    """
    D107 log-in-refused: a line's server does not accept user and password.

    ## What it looks at
    Whether the server closes the connection where it would confirm the log-in.
    The protocol has no word for why: a wrong user, a wrong password, an
    account that is locked, expired or in use elsewhere all look like this.
    If the line was logged in before, the account was changed or is in use.

    ## Thresholds
    None. The clock plays no part: no time stamp is in the log-in
    (docs/protocols/cccam.md).

    ## What to do
    Compare user and password with the account on that server, letter by
    letter; look there whether it is enabled, has not expired, and is not in
    use by another program.
    """
    for story in stories(case, Trouble.LOG_IN_REFUSED):
        yield story.verdict(
            f"{story.place} does not accept user and password{_user(story)}",
            "Compare user and password of the C: line with the account on that server,"
            " letter by letter; look there whether the account is enabled, has not"
            " expired, is not locked out for wrong passwords, and is not logged in"
            " from elsewhere. The clock does not matter: the log-in does not use it",
        )


def _user(story: Story) -> str:
    return f" (user {story.ladder.user})" if story.ladder and story.ladder.user else ""
