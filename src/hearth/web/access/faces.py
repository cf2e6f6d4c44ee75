"""The two pages that are shown to who is not in: log-in, and why nobody can."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Final, Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

LINES_TO_ADD: Final = (
    "WEBINFO USERNAME : home",
    "WEBINFO PASSWORD : a password of your own",
)

WHY_LOCKED: Final = (
    "The pages are open to the home network (WEBINFO ALLOW EXTERNAL ACCESS : yes), and"
    " for that a user name and a password are required. Add these two lines to"
    " CCcam.cfg; Hearth notices by itself:"
)


class Problem(Enum):
    """Why somebody is still at the log-in page."""

    WRONG = "wrong"  # user name or password
    WAIT = "wait"  # too many wrong ones


@dataclass(frozen=True, slots=True)
class LogInView:
    """
    What the log-in page shows and sends.

    Attributes:
        csrf_token: The hidden field ``csrf_token``.
        next: The hidden field ``next``: where to go then; a path of ours.
        problem: What went wrong, None at first.
        wait_s: With WAIT: for how long.

    The form is sent by POST to ``/login`` with ``user`` and ``password``.

    """

    csrf_token: str
    next: str = "/"
    problem: Problem | None = None
    wait_s: float = 0.0


class Faces(Protocol):
    """Renders them; the status is set by who asks."""

    def log_in(self, request: Request, view: LogInView) -> Response:
        """Show the log-in form."""

    def locked(self, request: Request, lines: tuple[str, ...]) -> Response:
        """Explain which lines to add to CCcam.cfg, and show nothing else."""


class PlainFaces:
    """Both without templates or styles."""

    def log_in(self, request: Request, view: LogInView) -> Response:
        """Show the log-in form."""
        del request
        problem = f"<p role=alert>{escape(problem_text(view))}</p>"
        return _page(
            "Log in",
            f"""{problem if view.problem else ""}
<form method="post" action="/login">
<input type="hidden" name="csrf_token" value="{escape(view.csrf_token)}">
<input type="hidden" name="next" value="{escape(view.next)}">
<p><label>User name <input name="user" autocomplete="username" required></label></p>
<p><label>Password <input name="password" type="password"
 autocomplete="current-password" required></label></p>
<p><button>Log in</button></p>
</form>""",
        )

    def locked(self, request: Request, lines: tuple[str, ...]) -> Response:
        """Explain which lines to add."""
        del request
        shown = escape("\n".join(lines))
        return _page(
            "A password is needed", f"<p>{escape(WHY_LOCKED)}</p><pre>{shown}</pre>"
        )


def problem_text(view: LogInView) -> str:
    """Say in a sentence what went wrong; "" if nothing did."""
    match view.problem:
        case Problem.WRONG:
            return "The user name or the password is wrong."
        case Problem.WAIT:
            minutes = max(1, round(view.wait_s / 60))
            return f"Too many wrong passwords. Try again in {minutes} min."
        case None:
            return ""


def _page(title: str, body: str) -> HTMLResponse:
    return HTMLResponse(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{title} · Hearth</title></head>"
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
