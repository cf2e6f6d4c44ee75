"""
What a CCcam.cfg says and the settings do not hold.

Hearth reads some lines and does not use them yet, or leaves them to OSCam:
they are values here, so that a migration loses none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from hearth.config.language.directives import Kind
from hearth.config.language.statements import (
    BLANKS,
    DirectiveStatement,
    Statement,
    Token,
)
from hearth.config.meaning.values import MAX_PORT, decimal
from hearth.secret import Secret

DEFAULT_WEB_PORT: Final = 16001  # of the original
FLAGS: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class WebPage:
    """
    What a file says about the web page.

    Attributes:
        port: None: it is switched off.
        user: The bytes of the user name; empty for none.
        password: Its bytes.
        external: Whether it answers on the home network; None: not said.

    """

    port: int | None = DEFAULT_WEB_PORT
    user: bytes = b""
    password: Secret = field(default_factory=lambda: Secret(b""))
    external: bool | None = None

    @property
    def has_login(self) -> bool:
        """Whether there is a user name and a password."""
        return bool(self.user and self.password)


Directives = Mapping[str, DirectiveStatement]  # by name; of several the last


def last_of_each(statements: Iterable[Statement]) -> dict[str, DirectiveStatement]:
    """
    Give the directives by name.

    Of several with one name the last one counts whose value can be used; if
    there is none, the last one.
    """
    found: dict[str, DirectiveStatement] = {}
    for statement in statements:
        if isinstance(statement, DirectiveStatement):
            name = statement.directive.name
            if is_usable(statement) or name not in found:
                found[name] = statement
    return found


def is_usable(statement: DirectiveStatement) -> bool:
    """Tell whether a directive has a value that it may have."""
    text = statement.value.text
    match statement.directive.kind:
        case Kind.FLAG:
            return text.lower() in FLAGS
        case Kind.PORT | Kind.NUMBER:
            return _number(statement) is not None
        case Kind.TEXT | Kind.PATH | Kind.OPAQUE:
            return True


def flag(directives: Directives, name: str) -> bool | None:
    """Give a yes or no; None if it is not written, or is something else."""
    statement = directives.get(name)
    return FLAGS.get(statement.value.text.lower()) if statement else None


def number(directives: Directives, name: str) -> int | None:
    """Give a number that the directive may have; None if there is none."""
    statement = directives.get(name)
    return _number(statement) if statement else None


def _number(statement: DirectiveStatement) -> int | None:
    known, value = statement.directive, decimal(statement.value.text)
    high = MAX_PORT if known.kind is Kind.PORT else known.high
    return value if value is not None and known.low <= value <= high else None


def raw(directives: Directives, name: str) -> bytes:
    """Give the bytes of a text; empty if there is none."""
    statement = directives.get(name)
    return statement.value.raw if statement else b""


def web_page(directives: Directives) -> WebPage:
    """Read what a file says about the web page."""
    port = number(directives, "WEBINFO LISTEN PORT")
    port = DEFAULT_WEB_PORT if port is None else port
    is_on = flag(directives, "ALLOW WEBINFO") is not False and port > 0
    return WebPage(
        port=port if is_on else None,
        user=raw(directives, "WEBINFO USERNAME"),
        password=Secret(raw(directives, "WEBINFO PASSWORD")),
        external=flag(directives, "WEBINFO ALLOW EXTERNAL ACCESS"),
    )


def braced_items(value: Token) -> tuple[Token, ...] | None:
    """Take ``{ a, b }`` apart; None if a value is not of that form."""
    text = value.text
    if not text.startswith("{") or not text.endswith("}"):
        return None
    found: list[Token] = []
    begin = 1
    for at, character in enumerate(text):
        if character == "," or at == len(text) - 1:
            if text[begin:at].strip(BLANKS):
                found.append(value.part(begin, at))
            begin = at + 1
    return tuple(found)
