"""About: versions, how Hearth itself is doing, and the diagnostics bundle."""

from __future__ import annotations

import asyncio
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from hearth.web.home import MemoryAt
from hearth.web.pages.downloads.bundle import make_bundle
from hearth.web.pages.parts.memory import recall
from hearth.web.pages.parts.render import home_of, page

WIDTH: Final = 400
HEIGHT: Final = 80


async def show_about(request: Request) -> Response:
    """Show versions and health."""
    home = home_of(request)
    health = home.health()
    return await page(
        request,
        "about",
        health=health,
        versions=versions(home.version),
        curve=memory_curve(health.memory),
        highest=max((at.resident_bytes for at in health.memory), default=0),
        oldest=await recall(home, lambda h: h.oldest(), None),
        home=home,
    )


async def send_bundle(request: Request) -> Response:
    """Send the diagnostics bundle; making it takes a thread a moment."""
    home = home_of(request)
    data = await asyncio.to_thread(make_bundle, home, versions(home.version))
    return Response(
        data,
        media_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="hearth-report.zip"'},
    )


def versions(of_hearth: str) -> dict[str, str]:
    """List what runs here."""
    return {
        "Hearth": of_hearth,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Starlette": version("starlette"),
        "Jinja": version("jinja2"),
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def memory_curve(memory: Sequence[MemoryAt]) -> str:
    """Give the points of a curve from the first to the last moment, from 0 up."""
    if len(memory) < 2:
        return ""
    begin, end = memory[0].at, memory[-1].at
    top = 1.1 * max(1, *(at.resident_bytes for at in memory))
    span = max(end - begin, 1.0)
    return " ".join(
        f"{WIDTH * (m.at - begin) / span:.1f},"
        f"{HEIGHT * (1 - m.resident_bytes / top):.1f}"
        for m in memory
    )
