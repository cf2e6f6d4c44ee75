"""The pages on which a receiver is added."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearth import household
from hearth.web.access.visits import form_of
from hearth.web.home import Home
from hearth.web.pages.add import paste
from hearth.web.pages.add.account import NewAccount, names_in, new_account
from hearth.web.pages.add.names import (
    MAX_SHOWN,
    NameProblem,
    judge_name,
    suggest_name,
)
from hearth.web.pages.add.password import make_password
from hearth.web.pages.add.qr import QrCode, qr_code
from hearth.web.pages.add.waiting import is_in, steps
from hearth.web.pages.configuration.changes import TOKEN
from hearth.web.pages.configuration.confirm import CONFLICT
from hearth.web.pages.configuration.files import Checked, check
from hearth.web.pages.configuration.show import cannot_read
from hearth.web.pages.configuration.writing import Outcome, Result, save
from hearth.web.pages.parts.render import Frame, home_of, page
from hearth.web.pages.parts.verdicts import Verdict

UNPROCESSABLE: Final = 422  # RFC 9110, 15.5.21


class Progress(NamedTuple):
    """How far a receiver has come, and whether it is in."""

    name: str
    steps: list[Verdict]
    is_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """
    What is shown once, because the password is in it.

    Attributes:
        login: What the receiver logs in with.
        line: The F: line, for a file that cannot be written.
        qr: The QR code of the C: line.
        has_port: Whether receivers can log in at all.
        others: Further addresses of this machine.

    """

    login: paste.Login
    line: str
    qr: QrCode
    has_port: bool
    others: tuple[str, ...]

    @property
    def cccam(self) -> str:
        """For a CCcam.cfg."""
        return paste.cccam_line(self.login)

    @property
    def oscam(self) -> str:
        """For an oscam.server."""
        return paste.oscam_reader(self.login)

    @property
    def tvheadend(self) -> list[paste.Field]:
        """For Tvheadend."""
        return paste.tvheadend_fields(self.login)


async def show_form(request: Request) -> Response:
    """Ask for a name; with a name, show what would change and ask again."""
    try:
        checked = await asyncio.to_thread(check, home_of(request).configuration)
    except OSError as error:
        return await cannot_read(request, error)
    typed = request.query_params.get("name")
    if typed is None:
        return await _ask_name(request, checked)
    name = typed.strip()
    problem = _judge(checked, name)
    if problem is not None:
        return await _ask_name(request, checked, name, problem)
    account = await asyncio.to_thread(new_account, checked, name, make_password())
    return await _ask_again(request, name, account)


async def add(request: Request) -> Response:
    """Write the account that was confirmed, and show its password this once."""
    try:
        checked = await asyncio.to_thread(check, home_of(request).configuration)
        name: str = request.path_params["name"]
        problem = _judge(checked, name)
        if problem is NameProblem.TAKEN:  # a form that was sent twice, for one
            return RedirectResponse(f"/add/{quote(name)}", 303)
        if problem is not None:
            return await _ask_name(request, checked, name, problem)
        return await _add(request, checked, name)
    except OSError as error:
        return await cannot_read(request, error)


async def _add(request: Request, checked: Checked, name: str) -> Response:
    password = make_password()
    account = await asyncio.to_thread(new_account, checked, name, password)
    if account is None:
        return await _ask_again(request, name, account)
    if not account.change.is_confirmed(form_of(request).get(TOKEN, "")):
        return await _ask_again(request, name, account, has_changed=True)
    frame = Frame(request)
    result = await save(frame.home, account.change, frame.words)
    if result.outcome is Outcome.CHANGED:
        checked = await asyncio.to_thread(check, frame.home.configuration)
        account = await asyncio.to_thread(new_account, checked, name, password)
        return await _ask_again(request, name, account, has_changed=True)
    return await _show_password(request, frame, password, account, result)


async def show_waiting(request: Request) -> Response:
    """Show how far a receiver has come that was added before; no password."""
    name: str = request.path_params["name"]
    frame = Frame(request)
    errors, is_written = 0, True
    if all(receiver.name != name for receiver in frame.home.status().receivers):
        try:
            checked = await asyncio.to_thread(check, frame.home.configuration)
        except OSError as error:
            return await cannot_read(request, error)
        errors, is_written = checked.errors, name in names_in(checked.reading)
        if not is_written and judge_name(name, (), 0) is not None:
            raise HTTPException(404)
    progress = _progress(frame, name, errors, is_written=is_written)
    return await page(
        request, "add_done", frame=frame, progress=progress, once=None, problem=None
    )


def _judge(checked: Checked, name: str) -> NameProblem | None:
    accounts = len(checked.reading.settings.accounts)
    return judge_name(name, names_in(checked.reading), accounts)


async def _ask_name(
    request: Request,
    checked: Checked,
    typed: str = "",
    problem: NameProblem | None = None,
) -> Response:
    suggested = suggest_name(typed)
    accounts = len(checked.reading.settings.accounts)
    if problem is None and accounts >= household.MAX_ACCOUNTS:
        problem, code = NameProblem.FULL, 200
    else:
        code = UNPROCESSABLE if problem else 200
    return await page(
        request,
        "add",
        code=code,
        typed=typed[:MAX_SHOWN],
        suggested=suggested if _judge(checked, suggested) is None else "",
        problem=problem.name.lower() if problem else "",
        accounts=accounts,
        most=household.MAX_ACCOUNTS,
    )


async def _ask_again(
    request: Request,
    name: str,
    account: NewAccount | None,
    *,
    has_changed: bool = False,
) -> Response:
    """Show what would be written, without the password, and ask."""
    code = CONFLICT if has_changed else 200
    return await page(
        request,
        "add_confirm",
        code=code if account else UNPROCESSABLE,
        name=name,
        account=account,
        has_changed=has_changed,
        token_field=TOKEN,
    )


async def _show_password(
    request: Request,
    frame: Frame,
    password: str,
    account: NewAccount,
    result: Result,
) -> Response:
    home, is_written = frame.home, result.outcome is Outcome.WRITTEN
    login = _login(request, home, account.name, password)
    once = Once(
        login=login,
        line=account.line,
        qr=await asyncio.to_thread(qr_code, paste.cccam_line(login)),
        has_port=bool(home.server_port()),
        others=tuple(a for a in home.server_addresses() if a != login.host),
    )
    progress = _progress(frame, account.name, account.errors, is_written=is_written)
    return await page(
        request,
        "add_done",
        frame=frame,
        progress=progress,
        once=once,
        problem=None if is_written else result,
    )


def _login(request: Request, home: Home, name: str, password: str) -> paste.Login:
    server = request.scope.get("server")
    used = str(server[0]) if server else ""
    host = paste.address_for(used, home.server_addresses())
    port = home.server_port() or paste.DEFAULT_PORT
    return paste.Login(host or used, port, name, password)


def _progress(frame: Frame, name: str, errors: int, *, is_written: bool) -> Progress:
    status = frame.home.status()
    return Progress(
        name,
        steps(status, name, frame.words, errors=errors, is_written=is_written),
        is_in(status, name),
    )
