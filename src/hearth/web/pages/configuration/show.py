"""The page of the configuration: the files, their findings, their versions."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from hearth.web.pages.configuration.changes import TOKEN, token_of
from hearth.web.pages.configuration.files import Checked, check
from hearth.web.pages.configuration.sheets import View, views
from hearth.web.pages.configuration.versions import (
    Compared,
    Version,
    compare,
    find_version,
)
from hearth.web.pages.parts.render import home_of, page


class Seen(NamedTuple):
    """What the page shows of the files."""

    checked: Checked
    views: list[View]
    versions: list[Compared]


async def show_configuration(request: Request) -> Response:
    """Show the files; or why they cannot be read."""
    home = home_of(request)
    try:
        seen = await asyncio.to_thread(_look, request)
    except OSError as error:
        return await cannot_read(request, error)
    written = just_written(request, seen.checked)
    return await page(
        request,
        "configuration",
        seen=seen,
        standing=seen.checked.standing(home.status().started),
        written=written,
        token=_token(seen.checked, written),
        token_field=TOKEN,
        is_gone="gone" in request.query_params,
        path=home.configuration,
    )


async def cannot_read(request: Request, error: OSError) -> Response:
    """Explain that a file cannot be read."""
    path = home_of(request).configuration
    return await page(
        request,
        "configuration_unread",
        file=error.filename or path,
        reason=error.strerror or str(error),
    )


def just_written(request: Request, checked: Checked) -> Version | None:
    """Give the backup that was made a moment ago, when a change was written."""
    name = request.query_params.get("written", "")
    return find_version(checked.files, name) if name else None


def _token(checked: Checked, written: Version | None) -> str:
    """Give the token with which what was written can be taken back."""
    file = checked.file(written.file) if written else None
    return token_of(file.data) if file else ""


def _look(request: Request) -> Seen:
    checked = check(home_of(request).configuration)
    return Seen(checked, views(checked), compare(checked))
