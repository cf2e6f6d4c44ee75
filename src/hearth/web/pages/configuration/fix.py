"""Fixes: one, or all that are safe; shown first, done when they are confirmed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hearth.config.mend.fixes import apply_one, mend
from hearth.web.pages.configuration.changes import make_change
from hearth.web.pages.configuration.confirm import (
    Plan,
    carry_out,
    show_plan,
    to_configuration,
)
from hearth.web.pages.configuration.files import ConfigFile, check, errors_in
from hearth.web.pages.configuration.show import cannot_read
from hearth.web.pages.parts.render import home_of


async def show_fix(request: Request) -> Response:
    """Show what a fix would change."""
    try:
        plan = await _plan(request)
    except OSError as error:
        return await cannot_read(request, error)
    return await show_plan(request, plan) if plan else to_configuration(gone="1")


async def apply_fix(request: Request) -> Response:
    """Do a fix that was confirmed."""
    try:
        plan = await _plan(request)
        if plan is None:
            return to_configuration(gone="1")
        return await carry_out(request, plan, _plan)
    except OSError as error:
        return await cannot_read(request, error)


async def _plan(request: Request) -> Plan | None:
    path = home_of(request).configuration
    return await asyncio.to_thread(plan_fix, path, request.query_params)


def plan_fix(path: Path, asked: Mapping[str, str]) -> Plan | None:
    """
    Prepare what an address asks for; None if there is nothing like that to do.

    Args:
        path: The CCcam.cfg.
        asked: ``file``, and ``code`` and ``at`` of a finding; without these
            all that is safe.

    """
    file = check(path).file(asked.get("file", ""))
    if file is None:
        return None
    if "code" in asked:
        return _one(file, asked["code"], asked.get("at", ""))
    mended = mend(file.data, file.look)
    if not mended.done:
        return None
    after = mended.after.document.data
    return Plan(make_change(file, after), errors_in(file, after), mended.done)


def _one(file: ConfigFile, code: str, at: str) -> Plan | None:
    now = file.look(file.data)
    for finding in now.findings:
        if finding.fix and finding.code == code and str(finding.span) == at:
            new = apply_one(now, finding, file.look)
            if new is None:
                return None
            after = new.document.data
            change = make_change(file, after)
            return Plan(change, errors_in(file, after), (finding,))
    return None
