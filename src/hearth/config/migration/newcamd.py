"""N: lines as values: connections to newcamd servers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.forms import KEY_BYTES
from hearth.config.language.statements import LineStatement, Token
from hearth.config.meaning.values import MAX_HOPS, MAX_PORT, decimal
from hearth.diagnostics import FILE_START, Span
from hearth.secret import Secret

DEFAULT_HOPS: Final = 1

_BEFORE_KEY: Final = ("host", "port", "user name", "password")
_BYTE: Final = re.compile(r"[0-9A-Fa-f]{1,2}")
_WHOLE_KEY: Final = re.compile(rf"[0-9A-Fa-f]{{{2 * KEY_BYTES}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcamdLine:
    """
    An N: line.

    Attributes:
        host: As written.
        port: 1 to 65535.
        raw_user: The bytes of our user name there.
        password: Its bytes.
        key: The 14 bytes of the DES key.
        hops: How far away its cards count as.
        stealth: Which program to imitate; 0 none. Never carried over.
        has_extra: Whether something follows that the original does not know.
        span: The line in the file.

    """

    host: str
    port: int
    raw_user: bytes
    password: Secret
    key: Secret
    hops: int = DEFAULT_HOPS
    stealth: int = field(default=0, compare=False)
    has_extra: bool = field(default=False, compare=False)
    span: Span = field(default=FILE_START, compare=False)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def read_newcamd(line: LineStatement) -> NewcamdLine | str:
    """Read one N: line, or say why it cannot be read."""
    fields = cut(line).fields
    if len(fields) < len(_BEFORE_KEY):
        return f"the {_BEFORE_KEY[len(fields)]} is missing"
    host, port_token, user, password = fields[: len(_BEFORE_KEY)]
    port = decimal(port_token.text)
    if port is None or not 1 <= port <= MAX_PORT:
        return f"the port is not 1 to {MAX_PORT}"
    found = _key(fields[len(_BEFORE_KEY) :])
    if found is None:
        return f"the DES key is not {KEY_BYTES} bytes in hexadecimal digits"
    key, rest = found
    numbers = [decimal(token.text) for token in rest]
    hops = numbers[0] if numbers else DEFAULT_HOPS
    if hops is None or hops > MAX_HOPS:
        return f"the hops are not 0 to {MAX_HOPS}"
    return NewcamdLine(
        host=host.text,
        port=port,
        raw_user=user.raw,
        password=Secret(password.raw),
        key=Secret(key),
        hops=hops,
        stealth=(numbers[1] or 0) if len(numbers) > 1 else 0,
        has_extra=len(numbers) > 2,
        span=line.span,
    )


def _key(tokens: tuple[Token, ...]) -> tuple[bytes, tuple[Token, ...]] | None:
    """Read the key, byte by byte or in one piece; give what follows it, too."""
    if tokens and _WHOLE_KEY.fullmatch(tokens[0].text):
        return bytes.fromhex(tokens[0].text), tokens[1:]
    parts = tokens[:KEY_BYTES]
    if len(parts) < KEY_BYTES or not all(_BYTE.fullmatch(part.text) for part in parts):
        return None
    return bytes(int(part.text, 16) for part in parts), tokens[KEY_BYTES:]
