"""The log: its last lines, filtered."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from hearth.observe.live.views import LogLine
from hearth.web.pages.parts.render import home_of, page

SHOWN: Final = 300
LEVELS: Final = {"all": logging.INFO, "warnings": logging.WARNING}
MAX_SOUGHT: Final = 100  # characters


async def show_log(request: Request) -> Response:
    """Show the newest lines that hold what is looked for."""
    home = home_of(request)
    query = request.query_params
    level = query.get("level", "all")
    level = level if level in LEVELS else "all"
    sought = {
        name: query.get(name, "")[:MAX_SOUGHT] for name in ("receiver", "line", "text")
    }
    lines = [
        line
        for line in home.live.log_lines()
        if line.level >= LEVELS[level] and _holds(line, sought.values())
    ]
    return await page(
        request,
        "log",
        lines=lines[-SHOWN:][::-1],
        level=level,
        levels=LEVELS,
        sought=sought,
        status=home.status(),
    )


def _holds(line: LogLine, sought: Iterable[str]) -> bool:
    text = line.text.casefold()
    return all(word.casefold() in text for word in sought)
