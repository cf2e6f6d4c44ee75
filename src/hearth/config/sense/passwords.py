"""Passwords that are none."""

from __future__ import annotations

from typing import Final, NamedTuple

from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import Token
from hearth.config.sense.whole import Whole

# What programs come with and pages show, and what is tried first.
DEFAULTS: Final = frozenset(
    {
        "0000", "1111", "1234", "12345", "123456", "1234567", "12345678", "123456789",
        "admin", "cccam", "changeme", "clientpass", "default", "dreambox", "guest",
        "hearth", "oscam", "pass", "passwd", "password", "passwort", "qwerty", "root",
        "test", "user",
    }
)  # fmt: skip
_PAGES: Final = ("WEBINFO", "TELNETINFO")


class Login(NamedTuple):
    """A user name, which may be missing, and its password."""

    user: str
    password: Token


def look_at_passwords(whole: Whole, problems: Problems) -> None:
    """Note passwords that everybody knows, and that one is used twice."""
    first: dict[str, int] = {}
    for account, parts in whole.accounts():
        login = Login(account.name, parts.fields[1])
        if not _is_default(login, problems):
            _note_reuse(login, first, problems)
            first.setdefault(login.password.text, login.password.line)
    for page in _PAGES:
        user = whole.value(f"{page} USERNAME")
        password = whole.value(f"{page} PASSWORD")
        if password is not None:
            login = Login(user.text if user else "", password)
            if not _is_default(login, problems):
                _note_reuse(login, first, problems)


def _is_default(login: Login, problems: Problems) -> bool:
    text = login.password.text
    is_user = text == login.user
    if text.lower() not in DEFAULTS and not is_user:
        return False
    what = "user" if is_user else ""
    problems.add(Trouble.DEFAULT_PASSWORD, login.password.span, what=what)
    return True


def _note_reuse(login: Login, first: dict[str, int], problems: Problems) -> None:
    line = first.get(login.password.text)
    if line is not None:
        problems.add(Trouble.REUSED_PASSWORD, login.password.span, allowed=str(line))
