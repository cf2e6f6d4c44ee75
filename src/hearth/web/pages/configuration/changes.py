"""A change of a file before it is made: what it is, and which file it is made to."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Final, NamedTuple

from hearth.config.language.document import Document
from hearth.config.mend.diff import CHANGED, diff
from hearth.web.pages.configuration.files import ConfigFile
from hearth.web.pages.configuration.sheets import printable

TOKEN: Final = "as"  # noqa: S105  # the field that says which file was looked at
_KEY: Final = secrets.token_bytes(32)  # so that a token tells nothing of the file
_KINDS: Final = {" ": "same", "-": "out", "+": "in", "@": "gap"}


class DiffLine(NamedTuple):
    """
    A line of a diff.

    Attributes:
        kind: ``same``, ``out``, ``in``, or ``gap`` between pieces of the file.
        is_masked: What changes in it is not to be seen.

    """

    kind: str
    text: str
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """
    What is to be done to a file.

    Attributes:
        file: As it is now.
        after: Its bytes as they are to be.
        lines: What changes, without a secret.

    """

    file: ConfigFile
    after: bytes
    lines: tuple[DiffLine, ...]

    @property
    def token(self) -> str:
        """Which file this is a change of, for the form that confirms it."""
        return token_of(self.file.data)

    def is_confirmed(self, token: str) -> bool:
        """Tell whether the file is still the one that was looked at."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), _bytes(self.token))


def make_change(file: ConfigFile, after: bytes) -> Change:
    """Prepare a change, with its diff."""
    lines = diff(Document(file.data), Document(after), file.name, mask=file.mask)
    return Change(file, after, tuple(map(_line, lines[2:])))


def token_of(data: bytes) -> str:
    """Give what a file is recognised by; another one for each start of Hearth."""
    return hmac.digest(_KEY, data, "sha256").hex()


def _bytes(token: str) -> bytes:
    return token.encode()


def _line(text: str) -> DiffLine:
    shown = printable(text[1:].removesuffix(CHANGED))
    kind = _KINDS[text[0]]
    return DiffLine(kind, "" if kind == "gap" else shown, text.endswith(CHANGED))
