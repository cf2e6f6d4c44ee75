"""The values that fields have, each read from its text or refused with a reason."""

from __future__ import annotations

import re
from typing import Final

from hearth.config.language.cut import Block, Parts
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    BLANKS,
    DirectiveStatement,
    LineStatement,
    Token,
)
from hearth.household import is_home_address, plain_address

MAX_NAME: Final = 20  # bytes, the field of the CCcam log-in
MAX_PASSWORD: Final = 64  # bytes, what peers count of it
MAX_HOPS: Final = 255  # one byte on the wire
MAX_PORT: Final = 65535

MAX_DIGITS: Final = 9  # of a number; more are never meant
NO_PARTNER: Final = "no partner"  # what is wrong with braces
TOO_MANY: Final = "too many"
BETWEEN: Final = "between"
NO_BRACES: Final = "no braces"
OTHER_SIGNS: Final = "other signs"
BARE_TIMES: Final = "bare times"
QUOTES: Final = frozenset(('""', "''", "\u201c\u201d", "\u201e\u201c", "\u2018\u2019"))
# Not [fd00::5], which is an address.
_OTHER_BRACES: Final = re.compile(r"\(.+|\[[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]+){1,2}\]$")
_ODD_STARTS: Final = frozenset("<*xXyY").union(pair[0] for pair in QUOTES)
# Names that a service gives to whatever address a home has just now.
DYNAMIC_NAMES: Final = tuple(
    f".{name}" for name in (
    "afraid.org", "chickenkiller.com", "ddns.net", "ddnss.de", "dnsalias.com",
    "dnsalias.net", "dnsalias.org", "duckdns.org", "dynalias.com",
    "dyndns-home.com", "dyndns.biz", "dyndns.info", "dyndns.org", "dyndns.tv",
    "dynu.net", "dynv6.net", "freeddns.org", "goip.de", "gotdns.com", "homedns.org",
    "homeip.net", "homelinux.com", "homelinux.net", "homelinux.org", "hopto.me",
    "hopto.org", "mooo.com", "myddns.me", "myfritz.net", "myftp.biz", "myftp.org",
    "no-ip.biz", "no-ip.info", "no-ip.org", "noip.me", "redirectme.net",
    "selfhost.eu", "serveftp.com", "servehttp.com",
    "spdns.de", "sytes.net", "twilightparadox.com", "zapto.org",
    )
)  # fmt: skip


def decimal(text: str) -> int | None:
    """Read a whole number without a sign, of up to nine digits."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text) if is_number else None


def number(token: Token, what: str, problems: Problems, *, high: int = MAX_HOPS) -> int:
    """Read a number that one byte has room for; 0 and a note if it is none."""
    value = decimal(token.text)
    if value is None or value > high:
        problems.add(Trouble.BAD_NUMBER, token.span, what=what, allowed=f"0 to {high}")
        return 0
    return value


def hexadecimal(token: Token, what: str, high: int, problems: Problems) -> None:
    """Note it if a token is no hexadecimal number up to a bound."""
    try:
        value = int(token.text, 16)
    except ValueError:
        value = -1
    if value < 0 or not token.text.isalnum() or not token.text.isascii():
        problems.add(
            Trouble.BAD_HEX, token.span, what=what, allowed="hexadecimal digits"
        )
    elif value > high:
        problems.add(
            Trouble.HEX_OUT_OF_RANGE, token.span, what=what, allowed=f"0 to {high:X}"
        )


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
    plain_text(user, problems)
    plain_text(password, problems)


def plain_text(token: Token, problems: Problems) -> None:
    """Note quotes that become a part of a field, and what is no value at all."""
    text = token.text
    if text[0] not in _ODD_STARTS:  # as nearly always
        return
    if len(text) > 1 and text[0] + text[-1] in QUOTES:
        problems.add(Trouble.QUOTES, token.span)
    elif _is_placeholder(text):
        problems.add(Trouble.PLACEHOLDER, token.span)


def _is_placeholder(text: str) -> bool:
    """Tell ``<username>``, ``your_password``, ``xxxx`` and ``****``."""
    if len(text) < 3:
        return False
    if set(text.lower().replace(".", "")) <= {"x"} or set(text) <= {"*"}:
        return True
    if text[0] == "<" and text[-1] == ">":
        return True
    if not text.lower().startswith("your"):
        return False
    rest = text[4:].lower().strip("-_.").replace("_", "").replace("-", "")
    return rest.startswith(("user", "name", "pass", "server", "host", "ip", "port"))


def home_host(token: Token, problems: Problems) -> str:
    """
    Read a host; note it if it is an address outside the home.

    A name is not looked up: ``net`` judges it at each connection by every
    address that it has then.
    """
    plain_text(token, problems)
    host = token.text.removeprefix("[").removesuffix("]")
    if ":" not in host and host.strip("0123456789."):
        if host.lower().rstrip(".").endswith(DYNAMIC_NAMES):
            problems.add(Trouble.DYNAMIC_NAME, token.span, what=host)
        return token.text
    try:
        plain_address(host)
    except ValueError:
        # A line that is shifted may have a password here: only digits are quoted.
        quoted = token.text if not host.strip("0123456789.") else ""
        problems.add(Trouble.NO_ADDRESS, token.span, what=quoted)
        return token.text
    if not is_home_address(host):
        problems.add(Trouble.NOT_HOME, token.span, what=host)
    return host


def is_no_host(
    line: LineStatement, fields: tuple[Token, ...], problems: Problems
) -> bool:
    """Tell ``host:port`` and web addresses, which are no hosts; a note says so."""
    text = fields[0].text if fields else ""
    host, colon, digits = text.rpartition(":")
    if "/" in text:
        problems.add(Trouble.WEB_ADDRESS, fields[0].span, statement=line)
    elif colon and host and ":" not in host and decimal(digits) is not None:
        problems.add(Trouble.HOST_WITH_PORT, fields[0].span, statement=line)
    else:
        return False
    return True


def is_three_numbers(items: tuple[Token, ...]) -> tuple[int, int, int] | None:
    """
    Read braces of the article's dialect, ``{ a:b:c }`` with small numbers.

    Returns:
        The three numbers, zeros for empty braces, None if they are not of
        that dialect: a CA system is written with more than two digits.

    """
    if not items:
        return 0, 0, 0
    texts = [text.strip(BLANKS) for text in items[0].text.split(":")]
    numbers = [decimal(text) for text in texts if len(text) <= 2]
    if len(items) > 1 or len(texts) != 3 or len(numbers) != 3:
        return None
    first, second, third = numbers
    if first is None or second is None or third is None:
        return None
    return first, second, third


def has_other_signs(parts: Parts, plain: int, problems: Problems) -> bool:
    """Tell ``( 0:0:1 )`` and ``[ 0:0:1 ]`` behind the plain fields; a note says so."""
    for word in (*parts.fields[plain:], *parts.tail):
        if word.text in {"(", "["} or _OTHER_BRACES.match(word.text):
            problems.add(Trouble.BAD_BRACES, word.span, what=OTHER_SIGNS)
            return True
    return False


def check_braces(
    line: LineStatement | DirectiveStatement,
    parts: Parts,
    allowed: int,
    problems: Problems,
) -> None:
    """Note braces that have no partner, are too many, or lack their blanks."""
    if parts.strays or parts.tail or len(parts.blocks) > allowed:
        _note_bad_braces(parts, allowed, problems)
    for block in parts.blocks:
        # If blanks alone do not mend it, an item is wrong, and that is said.
        if not is_spaced(block.whole.text) and is_spaced(spaced(block)):
            problems.add(Trouble.BRACE_SPACING, block.span, statement=line)


def _note_bad_braces(parts: Parts, allowed: int, problems: Problems) -> None:
    last = parts.blocks[-1].whole.column if parts.blocks else 0
    for what, wrong in (
        (NO_PARTNER, parts.strays),
        (TOO_MANY, tuple(block.whole for block in parts.blocks[allowed:])),
        (BETWEEN, tuple(word for word in parts.tail if word.column < last)),
    ):
        if wrong:
            span, most = wrong[0].span, str(allowed)
            problems.add(Trouble.BAD_BRACES, span, what=what, allowed=most)
            break


def spaced(block: Block) -> str:
    """Give braces with their blanks and commas as the original wants them."""
    inside = ", ".join(_closed_up(item.text) for item in block.items)
    return f"{{ {inside} }}" if inside else "{ }"


def _closed_up(item: str) -> str:
    words = item.translate(dict.fromkeys(b"\t\v\f", " ")).split(" ")
    text = " ".join(word for word in words if word)
    for sign in (":", "-"):
        text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return text


def is_spaced(braces: str) -> bool:
    """
    Tell whether braces have their blanks and commas as the original wants them.

    A blank after ``{``, one before ``}``, one after each comma; no comma is
    first, last or beside another.
    """
    inside = braces[1:-1].replace("\t", " ")
    if not inside.strip(" "):
        return bool(inside)
    return inside[-1] == " " and all(
        item[:1] == " " and len(item.split()) == 1 for item in inside.split(",")
    )
