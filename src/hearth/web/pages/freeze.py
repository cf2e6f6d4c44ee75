"""What happened in the half minute before somebody saw a freeze, leg by leg."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.history.views import Around, EcmFilter, Note, NoteKind
from hearth.observe.live.verdicts import lead_of
from hearth.observe.live.views import Ecm
from hearth.web.home import Home
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.queries import meant, moment_of
from hearth.web.pages.parts.render import Frame, home_of, page
from hearth.web.pages.parts.verdicts import judge_freeze
from hearth.web.pages.receivers import find_receiver

BEFORE_S: Final = 30.0
ROUNDED_S: Final = 0.001  # what is written down may differ by so much
REACTION_S: Final = 2.0  # of whoever sees it and reaches for the button


async def show_freeze(request: Request) -> Response:
    """Show what happened before a moment."""
    home = home_of(request)
    at = moment_of(request.query_params, "at")
    if at is None:
        raise HTTPException(404)
    receiver = find_receiver(home.status(), request.query_params.get("receiver", ""))
    around = await _around(home, receiver.name, at)
    frame = Frame(request)
    period_s = receiver.period_s
    lead = lead_of(period_s)
    return await page(
        request,
        "freeze",
        frame=frame,
        r=receiver,
        at=at,
        around=around,
        verdicts=judge_freeze(around.ecms, around.notes, period_s, frame.words),
        lead=lead,
        widest=max([lead, *(ecm.total_s for ecm in around.ecms)]),
    )


async def _around(home: Home, receiver: str, at: float) -> Around:
    """Put together what is written down and what is not yet."""
    nothing = Around(at - BEFORE_S, at, (), ())
    found = await recall(home, lambda h: h.around(receiver, at, BEFORE_S), nothing)
    last = found.ecms[-1].at + ROUNDED_S if found.ecms else 0.0
    newer = (ecm for ecm in _fresh(home, receiver, at) if ecm.at > last)
    ecms = (*found.ecms, *newer)
    return Around(found.begin, found.end, ecms, _told(found.notes))


def _fresh(home: Home, receiver: str, at: float) -> list[Ecm]:
    where = EcmFilter(receiver=receiver, begin=at - BEFORE_S, end=at + REACTION_S)
    return meant(home.live.ecms(), where)


def _told(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Leave out the mark itself."""
    return tuple(note for note in notes if note.kind is not NoteKind.FREEZE)
