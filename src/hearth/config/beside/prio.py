"""
Read CCcam.prio: which CA systems of a channel are ignored, which are preferred.

::

    I: caid[:ident[:sid]]                 ignore
    P: caid[:ident[:sid]], caid[...] ...  this order; the first P: that fits counts

All numbers are hexadecimal; ident 0 is any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.language.document import Document
from hearth.config.language.statements import Token
from hearth.config.meaning.items import MAX_CAID, MAX_PROVIDER, MAX_SERVICE
from hearth.diagnostics import Span
from hearth.dvb import Caid, ProviderId, ServiceId

MAX_LINES: Final = 10_000  # a long one has a hundred

_LINE: Final = re.compile(r"\s*([IPip])\s*:(.*)")
_ITEM: Final = re.compile(r"[^,]+")
_PAIR: Final = re.compile(
    r"([0-9A-Fa-f]{1,8})(?:\s*:\s*([0-9A-Fa-f]{1,8})(?:\s*:\s*([0-9A-Fa-f]{1,8}))?)?"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """
    One item of a line.

    Attributes:
        ca_system_id: Which CA system.
        provider_id: Which provider; 0 is any.
        service_id: On which channel; None is any.

    """

    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId | None


@dataclass(frozen=True, slots=True)
class PrioLine:
    """
    One line that can be used.

    Attributes:
        letter: ``I`` or ``P``.
        pairs: What it ignores, or prefers in this order.
        span: Where it stands.

    """

    letter: str
    pairs: tuple[Pair, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Priorities:
    """
    A CCcam.prio that was read.

    Attributes:
        document: The file itself.
        lines: Those that can be used, in their order.
        remarks: What is to be said of it.

    """

    document: Document
    lines: tuple[PrioLine, ...]
    remarks: Remarks = field(default_factory=Remarks)


def read_prio(data: bytes) -> Priorities:
    """Read a CCcam.prio. Never raises, whatever the bytes are."""
    document, remarks = Document(data), Remarks()
    lines = tuple(_lines(document, remarks))
    if lines:
        kinds = [sum(line.letter == letter for line in lines) for letter in "IP"]
        remarks.add(
            Kind.PRIO_NOT_USED,
            lines[0].span,
            what=f"{kinds[0]} I: and {kinds[1]} P: lines",
        )
    return Priorities(document, lines, remarks)


def _lines(document: Document, remarks: Remarks) -> Iterator[PrioLine]:
    for number in range(1, min(len(document), MAX_LINES) + 1):
        before = document.text(number).partition("#")[0]
        whole = Token(number, 1, before, "utf-8").part(0, len(before))
        if not whole.text:
            continue
        found = _LINE.match(before)
        if found is None:
            remarks.add(Kind.PRIO_UNREADABLE, whole.span, allowed="an I: or P: line")
            continue
        items = [
            Token(number, 1, before, "utf-8").part(item.start(), item.end())
            for item in _ITEM.finditer(before, found.start(2))
        ]
        pairs = [_pair(item, remarks) for item in items if item.text]
        if not pairs:
            remarks.add(Kind.PRIO_UNREADABLE, whole.span, allowed="a whole line")
        right = tuple(pair for pair in pairs if pair is not None)
        if right and len(right) == len(pairs):
            yield PrioLine(found[1].upper(), right, whole.span)


def _pair(item: Token, remarks: Remarks) -> Pair | None:
    found = _PAIR.fullmatch(item.text)
    if found is not None:
        caid, provider, service = (int(digits or "0", 16) for digits in found.groups())
        if caid <= MAX_CAID and provider <= MAX_PROVIDER and service <= MAX_SERVICE:
            return Pair(
                Caid(caid),
                ProviderId(provider),
                ServiceId(service) if found[3] else None,
            )
    remarks.add(
        Kind.PRIO_UNREADABLE, item.span, allowed="caid, caid:ident or caid:ident:sid"
    )
    return None
