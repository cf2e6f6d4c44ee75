"""Who sends the card its updates: in a home it should be one."""

from __future__ import annotations

from typing import Final

from hearth.config.language.problems import Problems, Trouble
from hearth.config.sense.whole import Whole

DISABLE: Final = "DISABLE EMM"
_ALLOW_EMM: Final = 4  # which field of an F: line, from 0


def look_at_emms(whole: Whole, problems: Problems) -> None:
    """
    Note that nobody may send EMMs, or that several may.

    Only if the file says something about it: what it leaves out is the
    default's doing, and the card may be fed where it is.
    """
    accounts = whole.settings.accounts
    disable = whole.value(DISABLE)
    is_disabled = whole.flag(DISABLE)
    if disable is None or is_disabled is None or not accounts:
        return
    if is_disabled:
        problems.add(Trouble.NO_EMM_FEEDER, disable.span)
        return
    feeders = [(a, parts) for a, parts in whole.accounts() if a.allow_emm]
    if not feeders:
        problems.add(Trouble.NOBODY_MAY_FEED, disable.span)
    for _, parts in feeders[1:2]:
        is_written = len(parts.fields) > _ALLOW_EMM
        token = parts.fields[_ALLOW_EMM if is_written else 0]
        names = ", ".join(account.name for account, _ in feeders)
        problems.add(
            Trouble.TWO_EMM_FEEDERS, token.span, what=names, allowed=str(len(feeders))
        )
