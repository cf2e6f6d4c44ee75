"""Single questions: from the history, or those of a moment ago from memory."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hearth.observe.history.views import EcmFilter
from hearth.observe.live.views import Ecm
from hearth.web.api.answers.spans import filter_of, kind_of, span_of
from hearth.web.api.endpoint import Call

HISTORY = "history"
LIVE = "live"


class Ecms(NamedTuple):
    """
    Questions, the newest first.

    Attributes:
        source: Where they are from, and so whose numbers they have.
        before: The number to go on with; None: there are no more.

    """

    source: str
    ecms: list[Ecm]
    before: int | None


async def ecms(call: Call) -> Ecms:
    """Tell of single questions, the newest first."""
    where = replace(filter_of(call), kind=kind_of(call), **span_of(call)._asdict())
    before: int | None = call["before"]
    limit: int = call["limit"]
    source = call["source"] or (LIVE if call.home.history is None else HISTORY)
    if source == LIVE:
        found = live_ecms(call.home.live.ecms(), where, before, limit)
    else:
        found = await call.remembered.ask(
            lambda history: history.ecms(where, before, limit)
        )
    return Ecms(source, found, found[-1].number if len(found) == limit else None)


def live_ecms(
    ecms: list[Ecm], where: EcmFilter, before: int | None, limit: int
) -> list[Ecm]:
    """Choose among those of a moment ago, as the history does."""
    found = [
        ecm
        for ecm in reversed(ecms)
        if (before is None or ecm.number < before) and is_meant(ecm, where)
    ]
    return found[:limit]


def is_meant(ecm: Ecm, where: EcmFilter) -> bool:
    """Tell whether a question passes a filter."""
    return (
        where.receiver in ("", ecm.receiver)
        and where.line in ("", ecm.line)
        and where.service in (None, ecm.service)
        and where.kind in ("all", "good" if ecm.is_good else "failed")
        and where.begin <= ecm.at < where.end
    )
