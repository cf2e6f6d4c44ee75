"""Receivers: all of them, and each by itself."""

from __future__ import annotations

from functools import partial
from typing import Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import (
    EcmFilter,
    Figures,
    Note,
    NoteKind,
    Viewing,
)
from hearth.observe.live.views import ReceiverStatus, Status
from hearth.web.home import Home
from hearth.web.pages.now import RECENT, recent_of
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.queries import RANGES, meant
from hearth.web.pages.parts.render import home_of, page
from hearth.web.pages.parts.words import DAY

JOURNAL: Final = 50  # viewings: about a week
FAILURES: Final = 20
FREEZES: Final = 10
NOTHING: Final = Figures()
NOBODY: Final[list[tuple[str, Figures]]] = []


async def show_receivers(request: Request) -> Response:
    """Show every receiver, and how the last day went."""
    home = home_of(request)
    now = home.unix_now()
    day: dict[str, Figures] = {}
    if request.query_params.get("fragment") is None:
        day = dict(await recall(home, lambda h: h.receivers(now - DAY, now), NOBODY))
    return await page(
        request,
        "receivers",
        status=home.status(),
        recent=recent_of(home.live.ecms(limit=RECENT)),
        day=day,
    )


async def show_receiver(request: Request) -> Response:
    """Show one receiver: now, figures, what it watched, what went wrong."""
    home = home_of(request)
    receiver = find_receiver(home.status(), request.path_params["name"])
    own = meant(home.live.ecms(), EcmFilter(receiver=receiver.name))
    if request.query_params.get("fragment") is not None:
        return await page(request, "receiver", r=receiver, own=own)
    return await page(
        request,
        "receiver",
        r=receiver,
        own=own,
        figures=await figures_of(home, EcmFilter(receiver=receiver.name)),
        journal=await _journal(home, receiver.name),
        failures=[ecm for ecm in own if not ecm.is_good][-FAILURES:][::-1],
        freezes=await _freezes(home, receiver.name),
    )


async def press_freeze(request: Request) -> Response:
    """Keep the mark that somebody saw the picture freeze, and show what happened."""
    home = home_of(request)
    receiver = find_receiver(home.status(), request.path_params["name"])
    home.mark_freeze(receiver.name)
    mark = {"receiver": receiver.name, "at": f"{home.unix_now():.3f}"}
    return RedirectResponse(f"/freeze?{urlencode(mark)}", 303)


def find_receiver(status: Status, name: str) -> ReceiverStatus:
    """Find a receiver; who is none is a page that is not there."""
    for receiver in status.receivers:
        if receiver.name == name:
            return receiver
    raise HTTPException(404)


async def figures_of(home: Home, where: EcmFilter) -> list[tuple[str, Figures]]:
    """Give the figures of the last hour, day, month and year."""
    now = home.unix_now()
    found = []
    for name, seconds in RANGES.items():
        begin = now - seconds
        ask = partial(HistoryReader.figures, where=where, begin=begin, end=now)
        found.append((name, await recall(home, ask, NOTHING)))
    return found


async def _journal(home: Home, name: str) -> list[Viewing]:
    now = home.unix_now()
    return await recall(
        home, lambda h: h.journal(name, now - 30 * DAY, now, JOURNAL), []
    )


async def _freezes(home: Home, name: str) -> list[Note]:
    now = home.unix_now()
    kinds = [NoteKind.FREEZE]
    notes: list[Note] = await recall(
        home, lambda h: h.notes(now - 400 * DAY, now + 1, kinds, 200), []
    )
    return [note for note in notes if note.receiver == name][:FREEZES]
