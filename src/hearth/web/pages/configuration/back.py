"""Back to a version of before; it leaves a backup too, so it can be taken back."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hearth.web.pages.configuration.changes import make_change
from hearth.web.pages.configuration.confirm import (
    Plan,
    carry_out,
    show_plan,
    to_configuration,
)
from hearth.web.pages.configuration.files import check, errors_in, read
from hearth.web.pages.configuration.versions import find_version
from hearth.web.pages.parts.render import home_of


async def show_version(request: Request) -> Response:
    """Show what going back would change."""
    plan = await _plan(request)
    return await show_plan(request, plan) if plan else to_configuration(gone="1")


async def go_back(request: Request) -> Response:
    """Go back, when it is confirmed."""
    plan = await _plan(request)
    if plan is None or plan.change.after == plan.change.file.data:
        return to_configuration(gone="1")
    return await carry_out(request, plan, _plan)


async def _plan(request: Request) -> Plan | None:
    name: str = request.path_params["name"]
    try:
        return await asyncio.to_thread(
            plan_return, home_of(request).configuration, name
        )
    except OSError:
        return None


def plan_return(path: Path, name: str) -> Plan | None:
    """
    Prepare the way back to a version; None if there is no such version.

    Raises:
        OSError: A file cannot be read.

    """
    checked = check(path)
    version = find_version(checked.files, name)
    file = checked.file(version.file) if version else None
    if version is None or file is None:
        return None
    after = read(version.path)
    return Plan(make_change(file, after), errors_in(file, after), version=version)
