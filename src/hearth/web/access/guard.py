"""Everything that is asked of a request before a page sees it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hearth import household
from hearth.web.access import forgery
from hearth.web.access.faces import LINES_TO_ADD, WHY_LOCKED, Faces
from hearth.web.access.gate import Answer, Gate
from hearth.web.access.headers import protect
from hearth.web.access.hosts import is_loopback
from hearth.web.access.login import cookie_name, safe_path, set_cookie
from hearth.web.access.passwords import basic_credentials
from hearth.web.access.sessions import is_token, new_token
from hearth.web.access.visits import Visit, parse_form, put, visit_of

MAX_BODY: Final = 512 * 1024  # bytes; a CCcam.cfg as a form has 100 KB
MAX_PUBLIC_BODY: Final = 4 * 1024  # of who is not in: the log-in form

PUBLIC: Final = frozenset({"/login", "/healthz"})
STATIC: Final = "/static/"
FORM: Final = "application/x-www-form-urlencoded"


class Guard:
    """
    The outermost layer of the application.

    Args:
        app: What is guarded.
        gate: The rules.
        faces: Shows who is not in why.
        is_plain: Tells CCcam's own pages by their path; ``/`` is one for programs.

    """

    def __init__(
        self, app: ASGIApp, gate: Gate, faces: Faces, is_plain: Callable[[str], bool]
    ) -> None:
        self._app = app
        self._gate = gate
        self._faces = faces
        self._is_plain = is_plain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        send = _dressed(request, send)
        refusal = self._stranger(request) or self._identify(request)
        if refusal is None and request.method not in forgery.SAFE_METHODS:
            body, refusal = await self._read(request)
            receive = _again(body, receive)
        answer = refusal or self._app
        await answer(scope, receive, send)

    def _stranger(self, request: Request) -> Response | None:
        """Refuse who does not belong here, or does not know where it is."""
        client = request.client.host if request.client else ""
        allowed = household.is_home_address if self._gate.is_external else is_loopback
        if not allowed(client):
            return _text(403, f"{household.WHY}.")
        put(request.scope, Visit(client))
        headers = request.headers
        if "transfer-encoding" in headers and "content-length" in headers:
            return _text(400, "Two lengths for one body.")
        hosts = headers.getlist("host")
        if not hosts and request.scope["http_version"] == "1.0":
            return None  # no browser, so nobody was led here
        here = request.scope["server"][0]
        plain = self._is_for_programs(request) and not wants_html(request)
        if len(hosts) != 1 or not self._gate.knows_host(
            hosts[0], here=household.plain_address(here), forgiving=plain
        ):
            return _text(421, "That is not this machine's name. Use its address.")
        return None

    def _identify(self, request: Request) -> Response | None:
        """Find out who it is; refuse who is not in, except for what is public."""
        visit = visit_of(request)
        cookie = request.cookies.get(cookie_name(request), "")
        visit.cookie = cookie if is_token(cookie) else ""
        if self._gate.is_locked:
            return self._locked(request)
        visit.is_logged_in = self._gate.has_session(visit.cookie)
        visit.is_allowed = visit.is_logged_in or self._gate.login is None
        refusal = None if visit.is_allowed else self._ask_password(request, visit)
        self._give_token(request, visit)
        put(request.scope, visit)
        return refusal

    def _locked(self, request: Request) -> Response | None:
        path = _path(request)
        if path == "/healthz" or path.startswith(STATIC):
            return None
        if not wants_html(request):
            return _text(403, "\n".join((WHY_LOCKED, *LINES_TO_ADD)))
        response = self._faces.locked(request, LINES_TO_ADD)
        response.status_code = 403
        return response

    def _ask_password(self, request: Request, visit: Visit) -> Response | None:
        """Look at the password that came with the request, or ask for one."""
        login = self._gate.login
        given = basic_credentials(request.headers.get("authorization", ""))
        if login is not None and given is not None:
            verdict = self._gate.judge(given, login, visit.address)
            visit.is_allowed = verdict.answer is Answer.RIGHT
            if verdict.answer is Answer.WAIT:
                response = _text(429, "Too many wrong passwords.")
                response.headers["Retry-After"] = str(int(verdict.wait_s) + 1)
                return response
        path = _path(request)
        if visit.is_allowed or path in PUBLIC or path.startswith(STATIC):
            return None
        is_for_programs = self._is_for_programs(request)
        if wants_html(request) and not is_for_programs:
            return _to_login(request)
        response = _text(401, "A user name and a password are needed.")
        # A page's script gets no window of the browser's in its way.
        if is_for_programs or "sec-fetch-mode" not in request.headers:
            response.headers["WWW-Authenticate"] = (
                'Basic realm="Hearth", charset="UTF-8"'
            )
        return response

    def _is_for_programs(self, request: Request) -> bool:
        path = _path(request)
        return self._is_plain(path) or (path == "/" and not wants_html(request))

    def _give_token(self, request: Request, visit: Visit) -> None:
        """Give what forms need; a browser without a cookie gets one to bind it to."""
        if not visit.cookie and wants_html(request):
            visit.cookie, visit.is_new = new_token(), True
        bound = _bound_to(request, visit)
        visit.csrf_token = self._gate.tokens.token_of(bound)

    async def _read(self, request: Request) -> tuple[bytes, Response | None]:
        """Read a body, and refuse it if somebody else made the browser send it."""
        visit, headers = visit_of(request), request.headers
        limit = MAX_BODY if visit.is_allowed else MAX_PUBLIC_BODY
        body = await _body(request, limit)
        if body is None:
            return b"", _text(413, f"That is too long: {limit} bytes are allowed.")
        if headers.get("content-type", "").partition(";")[0].strip() == FORM:
            visit.form = parse_form(body)
        if forgery.comes_from_elsewhere(
            origin=headers.get("origin", ""),
            fetch_site=headers.get("sec-fetch-site", ""),
            host=headers.get("host", ""),
        ):
            return b"", _text(403, "Another page made your browser send this.")
        token = headers.get(forgery.TOKEN_HEADER) or visit.form.get(
            forgery.TOKEN_FIELD, ""
        )
        if visit.is_new or not self._gate.tokens.is_right(
            token, _bound_to(request, visit)
        ):
            return b"", _text(403, "This form is too old. Load its page again.")
        return body, None


def wants_html(request: Request) -> bool:
    """Tell a browser that shows a page from a program that reads one."""
    return "text/html" in request.headers.get("accept", "")


def _path(request: Request) -> str:
    # Not request.url: that is built from the Host header, whatever is in it.
    path: str = request.scope["path"]
    return path


def _bound_to(request: Request, visit: Visit) -> str:
    """Say what a token belongs to: the cookie, or what a program sends instead."""
    if visit.cookie:
        return f"cookie {visit.cookie}"
    return f"no cookie {request.headers.get('authorization', '')}"


def _dressed(request: Request, send: Send) -> Send:
    """Add to each answer what protects the visitor, and a cookie if it needs one."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            visit = visit_of(request)
            if visit.is_new:
                response = Response()
                set_cookie(response, request, visit.cookie, lasting=False)
                headers.append((b"set-cookie", response.headers["set-cookie"].encode()))
            if visit.is_allowed and not visit.cookie:
                token = visit.csrf_token.encode()
                headers.append((forgery.TOKEN_HEADER.encode(), token))
            protect(headers)
            message = {**message, "headers": headers}
        await send(message)

    return dressed


async def _body(request: Request, limit: int) -> bytes | None:
    """Read the whole body; None if it is over the limit."""
    said = request.headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > limit:
        return None
    body = bytearray()
    with contextlib.suppress(ClientDisconnect):
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                return None
        return bytes(body)
    return None


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read once more, to the page."""
    parts: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return parts.pop() if parts else await receive()

    return replay


def _to_login(request: Request) -> Response:
    path, query = _path(request), request.scope["query_string"].decode("latin-1")
    to = safe_path(f"{path}?{query}" if query else path)
    there = "/login" if to == "/" else f"/login?next={quote(to, safe='')}"
    return RedirectResponse(there, 303)


def _text(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status)
