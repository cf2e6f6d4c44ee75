"""
The text by which two programs agree on partner mode.

It travels as the body of a NOK1, which a program that does not know of partner
mode takes for an answer without a question.

Source: docs/protocols/cccam.md, "Partner mode".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearth.wire.cccam.messages import decode_text

PREFIX: Final = "PARTNER:"
EXTENDED: Final = "EXT"  # numbered questions, several under way
TARGET: Final = "python"  # where others name the machine they were built for


@dataclass(frozen=True, slots=True)
class PartnerText:
    """
    What a partner says of itself.

    Attributes:
        program: Name, version and target as one text, for people.
        options: What it can do besides; empty where it names nothing.

    """

    program: str
    options: frozenset[str]

    @property
    def extended(self) -> bool:
        """Whether the partner can have numbered questions under way."""
        return EXTENDED in self.options


def encode_partner_text(program: str, *, extended: bool) -> bytes:
    """
    Encode our own text, with the one option that we have or without it.

    Args:
        program: Name and version.
        extended: Whether to offer, or to agree to, numbered questions.

    """
    options = f" [{EXTENDED}]" if extended else ""
    return f"{PREFIX} {program} ({TARGET}){options}\x00".encode("ascii")


def decode_partner_text(body: bytes) -> PartnerText | None:
    """
    Decode a partner's text.

    Nothing but the first word is fixed: the version may hold spaces and
    commas, so the options are what stands in the last pair of brackets.

    Args:
        body: Of a NOK1 or NOK2.

    Returns:
        None where the body is something else.

    """
    if not body.startswith(PREFIX.encode()):
        return None
    text = decode_text(body).removeprefix(PREFIX)
    program, bracket, rest = text.rpartition("[")
    if not bracket:
        return PartnerText(text.strip(), frozenset())
    options = (option.strip() for option in rest.partition("]")[0].split(","))
    return PartnerText(program.strip(), frozenset(filter(None, options)))
