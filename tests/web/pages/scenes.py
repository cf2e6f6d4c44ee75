"""What the pages are looked at with: an evening on which all is well, and others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from starlette.types import ASGIApp

from hearth.core import observations as seen
from hearth.core.observations import Outcome
from hearth.observe.history.reader import HistoryReader
from tests.web.pages.made import (
    MAIN,
    NOW,
    answered,
    app_of,
    failed,
    made_home,
    written_history,
)


@cache
def history() -> HistoryReader:
    return written_history(Path(mkdtemp()))


def well() -> ASGIApp:
    return app_of(made_home(history=history()).home)


def trouble() -> ASGIApp:
    made = made_home(history=history())
    made.clock.now = NOW + 10
    made.see(failed("living room", "Hearth One HD"))
    made.see(answered("kitchen", "Hearth Sport", 4.4))
    made.clock.now = NOW + 20
    made.see(
        failed("living room", "Hearth One HD"),
        answered("kitchen", "Hearth Sport", 4.6),
        seen.ConnectionRefused("192.168.1.50", "attic", "wrong password"),
        seen.LineDown(MAIN, "log-in", "the server closed the connection instead of"
         " confirming the log-in: user name or password wrong"),
    )  # fmt: skip
    made.clock.now = NOW + 130
    made.see(failed("living room", "Hearth One HD", Outcome.TIMED_OUT))
    return app_of(made.home)


SCENES: dict[str, Callable[[], ASGIApp]] = {"well": well, "trouble": trouble}
PAGES: dict[str, dict[str, str]] = {
    "well": {
        "now": "/",
        "receivers": "/receivers",
        "receiver": "/receivers/living%20room",
        "lines": "/lines",
        "line": f"/lines/{MAIN}",
        "cards": "/cards",
        "channels": "/channels",
        "channel": "/channels/4ADA:000010:283D",
        "ecms": "/ecms",
        "history": "/history",
        "month": "/history?range=month",
        "freeze": f"/freeze?receiver=kitchen&at={NOW}",
        "log": "/log",
        "about": "/about",
        "missing": "/nothing",
    },
    "trouble": {
        "trouble": "/",
        "stuck": f"/freeze?receiver=living%20room&at={NOW + 25}",
        "broken": f"/lines/{MAIN}",
    },
}
