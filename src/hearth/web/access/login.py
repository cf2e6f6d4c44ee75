"""Logging in and out."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hearth.secret import Secret
from hearth.web.access.faces import Faces, LogInView, Problem
from hearth.web.access.gate import Answer, Gate
from hearth.web.access.passwords import Given
from hearth.web.access.sessions import LONGEST_S
from hearth.web.access.visits import form_of, visit_of

# A path of ours: a second slash would make it a host, and so would a backslash.
_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}")


class LogIn:
    """
    The endpoints ``/login`` and ``/logout``.

    Args:
        gate: Decides.
        faces: Renders.

    """

    def __init__(self, gate: Gate, faces: Faces) -> None:
        self._gate = gate
        self._faces = faces

    def routes(self) -> list[Route]:
        """Give the routes of these endpoints."""
        return [
            Route("/login", self.show, methods=["GET"]),
            Route("/login", self.submit, methods=["POST"]),
            Route("/logout", self.leave, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show the form, unless there is no need for it."""
        to = safe_path(request.query_params.get("next", ""))
        if visit_of(request).is_allowed:
            return RedirectResponse(to, 303)
        return self._face(request, to)

    async def submit(self, request: Request) -> Response:
        """Log in, or say what is wrong."""
        form, visit = form_of(request), visit_of(request)
        to = safe_path(form.get("next", ""))
        login = self._gate.login
        if login is None:
            return RedirectResponse(to, 303)
        given = Given(_bytes(form.get("user")), Secret(_bytes(form.get("password"))))
        verdict = self._gate.judge(given, login, visit.address)
        if verdict.answer is not Answer.RIGHT:
            return self._face(request, to, verdict.answer, verdict.wait_s)
        token = self._gate.begin_session(visit.cookie, visit.address)
        visit.is_new = False
        response = RedirectResponse(to, 303)
        set_cookie(response, request, token, lasting=True)
        return response

    async def leave(self, request: Request) -> Response:
        """Log out."""
        self._gate.end_session(visit_of(request).cookie)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(cookie_name(request), httponly=True, samesite="strict")
        return response

    def _face(
        self, request: Request, to: str, answer: Answer | None = None, wait_s: float = 0
    ) -> Response:
        has_to_wait = answer is Answer.WAIT or wait_s > 0
        wrong = Problem.WRONG if answer is Answer.WRONG else None
        problem = Problem.WAIT if has_to_wait else wrong
        token = visit_of(request).csrf_token
        response = self._faces.log_in(request, LogInView(token, to, problem, wait_s))
        match problem:
            case Problem.WRONG:
                response.status_code = 403
            case Problem.WAIT:
                response.status_code = 429
                response.headers["Retry-After"] = str(int(wait_s) + 1)
            case None:
                pass
        return response


def cookie_name(request: Request) -> str:
    """Name the cookie; cookies are shared by all ports of a host, hence the port."""
    server = request.scope.get("server")
    return f"hearth_session_{server[1] if server else 0}"


def set_cookie(
    response: Response, request: Request, token: str, *, lasting: bool
) -> None:
    """Give the browser its token."""
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(LONGEST_S) if lasting else None,
        httponly=True,
        samesite="strict",
    )


def safe_path(path: str) -> str:
    """Give a path of ours, whatever was asked for."""
    return path if _PATH.fullmatch(path) else "/"


def _bytes(field: str | None) -> bytes:
    return (field or "").encode("utf-8", "surrogateescape")
