"""Now: whether all is well, and if not what is wrong, since when, what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.live.views import Ecm, Headline
from hearth.web.pages.parts.pictures import BEATS
from hearth.web.pages.parts.render import Frame, home_of, page
from hearth.web.texts import Texts

RECENT: Final = 600  # ECMs: forty for each of fifteen receivers


async def show_now(request: Request) -> Response:
    """Show the headline, the receivers and the lines."""
    home = home_of(request)
    status = home.status()
    frame = Frame(request)
    return await page(
        request,
        "now",
        frame=frame,
        status=status,
        recent=recent_of(home.live.ecms(limit=RECENT)),
        said=headline_words(status.headline, frame.texts),
    )


def recent_of(ecms: Iterable[Ecm]) -> defaultdict[str, list[Ecm]]:
    """Sort the last answers by receiver, the newest last, as many as are drawn."""
    by_receiver: defaultdict[str, list[Ecm]] = defaultdict(list)
    for ecm in ecms:
        by_receiver[ecm.receiver].append(ecm)
    for name, found in by_receiver.items():
        by_receiver[name] = sorted(found)[-BEATS:]
    return by_receiver


class Said:
    """
    The headline in words.

    Attributes:
        what: What is the case.
        todo: What to do, or what is good about it.
        reason: The other program's own words; "" if there are none.

    """

    def __init__(self, what: str, todo: str, reason: str) -> None:
        self.what = what
        self.todo = todo
        self.reason = reason


def headline_words(headline: Headline, texts: Texts) -> Said:
    """Put the headline into words."""
    key = f"headline.{headline.kind.name.lower()}"
    values: dict[str, object] = {
        "receiver": headline.receiver,
        "line": headline.line,
        "step": step_words(headline.step, texts),
        "count": headline.count,
    }
    what = texts(f"{key}.what", **values)
    why = f"headline.why.{headline.reason.replace(' ', '_')}"
    is_ours = texts.has(why)
    todo = texts(why if is_ours else f"{key}.todo", **values)
    return Said(what, todo, "" if is_ours else texts.reason(headline.reason))


def step_words(step: str, texts: Texts) -> str:
    """Name the step at which a line failed."""
    key = f"step.{step.replace(' ', '_').replace('-', '_')}"
    return texts(key) if texts.has(key) else step
