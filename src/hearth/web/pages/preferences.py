"""Preferences: colours and language, kept in cookies of this browser."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearth.web.access.login import safe_path
from hearth.web.access.visits import form_of
from hearth.web.pages.parts.render import LANGUAGE_COOKIE, THEME_COOKIE, THEMES
from hearth.web.texts import LANGUAGES

MAX_AGE_S: Final = 400 * 86400  # as long as browsers keep one


async def keep_preferences(request: Request) -> Response:
    """Keep a choice, and go back to the page it was made on."""
    given = form_of(request)
    answer = RedirectResponse(safe_path(given.get("back", "")), 303)
    choices = (
        (THEME_COOKIE, given.get("theme"), THEMES),
        (LANGUAGE_COOKIE, given.get("language"), LANGUAGES),
    )
    for cookie, chosen, known in choices:
        if chosen in known:
            assert chosen is not None
            answer.set_cookie(
                cookie, chosen, max_age=MAX_AGE_S, httponly=True, samesite="strict"
            )
    return answer
