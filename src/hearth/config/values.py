"""The values that fields have, each read from its text or refused with a reason."""

from __future__ import annotations

import re
from typing import Final

from hearth.config.cut import Parts
from hearth.config.problems import Problems, Trouble
from hearth.config.statements import Token
from hearth.household import is_home_address, plain_address

MAX_NAME: Final = 20  # bytes, the field of the CCcam log-in
MAX_PASSWORD: Final = 64  # bytes, what peers count of it
MAX_HOPS: Final = 255  # one byte on the wire
MAX_PORT: Final = 65535

_DECIMAL: Final = re.compile(r"[0-9]{1,9}")
_ADDRESS: Final = re.compile(r"[0-9.]+|.*:.*")  # no name has only digits, or a colon
_THREE_NUMBERS: Final = re.compile(
    r"([0-9]{1,2})\s*:\s*([0-9]{1,2})\s*:\s*([0-9]{1,2})"
)


def decimal(text: str) -> int | None:
    """Read a whole number without a sign, of up to nine digits."""
    return int(text) if _DECIMAL.fullmatch(text) else None


def number(token: Token, what: str, problems: Problems) -> int:
    """Read a number that one byte has room for; 0 and a note if it is none."""
    value = decimal(token.text)
    if value is None or value > MAX_HOPS:
        problems.add(
            Trouble.BAD_NUMBER, token.span, what=what, allowed=f"0 to {MAX_HOPS}"
        )
        return 0
    return value


def port(token: Token, what: str, problems: Problems, *, low: int = 1) -> int:
    """Read a port; 0 and a note if it is none."""
    value = decimal(token.text)
    if value is None or not low <= value <= MAX_PORT:
        problems.add(
            Trouble.PORT_OUT_OF_RANGE,
            token.span,
            what=what,
            allowed=f"{low} to {MAX_PORT}",
        )
        return 0
    return value


def flag(token: Token, what: str, problems: Problems) -> bool:
    """Read a 0 or 1 of an F: line; other numbers, yes and no are understood."""
    word = token.text.lower()
    if word in {"0", "1"}:
        return word == "1"
    if word in {"yes", "no"} or decimal(word) is not None:
        problems.add(Trouble.FLAG_NOT_0_OR_1, token.span, what=what)
        return word == "yes" or bool(decimal(word))
    number(token, what, problems)
    return False


def credentials(user: Token, password: Token, problems: Problems) -> None:
    """Note a user name or a password that the log-in has no room for."""
    if len(user.raw) > MAX_NAME:
        problems.add(Trouble.NAME_TOO_LONG, user.span, what=str(len(user.raw)))
    if len(password.raw) > MAX_PASSWORD:
        problems.add(
            Trouble.PASSWORD_TOO_LONG, password.span, what=str(len(password.raw))
        )


def home_host(token: Token, problems: Problems) -> str:
    """
    Read a host; note it if it is an address outside the home.

    A name is not looked up: ``net`` judges it at each connection by every
    address that it has then.
    """
    host = token.text.removeprefix("[").removesuffix("]")
    if not _ADDRESS.fullmatch(host):
        return token.text
    try:
        plain_address(host)
    except ValueError:
        return token.text
    if not is_home_address(host):
        problems.add(Trouble.NOT_HOME, token.span, what=host)
    return host


def is_three_numbers(items: tuple[Token, ...]) -> tuple[int, int, int] | None:
    """
    Read braces of the article's dialect, ``{ a:b:c }`` with small numbers.

    Returns:
        The three numbers, zeros for empty braces, None if they are not of
        that dialect: a CA system is written with more than two digits.

    """
    if not items:
        return 0, 0, 0
    found = _THREE_NUMBERS.fullmatch(items[0].text)
    if len(items) > 1 or found is None:
        return None
    return int(found[1]), int(found[2]), int(found[3])


def check_braces(parts: Parts, allowed: int, problems: Problems) -> None:
    """Note braces that have no partner, are too many, or have words between them."""
    wrong = [*parts.strays, *(block.whole for block in parts.blocks[allowed:])]
    if parts.tail and parts.blocks:
        last = parts.blocks[-1].whole.column
        wrong += [word for word in parts.tail if word.column < last]
    if wrong:
        problems.add(Trouble.BAD_BRACES, wrong[0].span, allowed=str(allowed))
