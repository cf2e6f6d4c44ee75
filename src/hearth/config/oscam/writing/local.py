"""
Card readers of the machine itself, as readers in oscam.server.

The own card's secrets (BOXKEY, PIN) belong to its reader and go there: into
the file, never into the report. Keys that stand for a card that is not there
(SOFTKEY FILE and the like) go nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
    Token,
)
from hearth.config.meaning.values import decimal
from hearth.config.migration import extras
from hearth.config.migration.cards import ALL
from hearth.config.migration.report import Line
from hearth.config.oscam.ini import SERVER, Draft
from hearth.config.oscam.writing.services import TooManyServicesError
from hearth.config.oscam.writing.state import GROUP, Writing, add_services
from hearth.dvb import ServiceId

SERIAL: Final = "SERIAL READER"
INTERNAL: Final = "SCIDEVICES"
OWN_CARD: Final = (  # directives that are about one reader and begin with its device
    "SMARTCARD CLOCK FREQUENCY", "SMARTCARD SID ASSIGN", "SMARTCARD SID REJECT",
    "BOXKEY", "PIN",
)  # fmt: skip

# CCcam's name: OSCam's protocol. CCcam takes uniprog if nothing is written.
PROTOCOLS: Final = {
    "phoenix": "mouse", "mouse": "mouse", "uniprog": "mouse", "": "mouse",
    "sc8in1": "sc8in1", "smartreader+": "smartreader",
}  # fmt: skip
BLOCKED: Final = {1: "blockemm-s", 2: "blockemm-u", 4: "blockemm-g"}  # bits of B:
CLOCK_UNIT: Final = 10_000  # Hz: OSCam writes 3.57 MHz as 357
MAX_CLOCK: Final = 100_000_000  # Hz

_DEVICE: Final = re.compile(r"/dev/[A-Za-z0-9_./:-]{1,100}")
_SCI: Final = re.compile(r"/dev/sci\d{1,2}")
_BOX_KEY: Final = re.compile(r"(?:[0-9A-Fa-f]{8}){1,4}")  # 4, 8, 12 or 16 bytes
_PIN: Final = re.compile(r"[0-9A-Za-z]{4}")  # pincode[5]
_HEX: Final = re.compile(r"(?:0[xX])?([0-9A-Fa-f]{1,4})")


class LocalReaders:
    """
    The readers that a file names, found before anything is said of them.

    Args:
        writing: Where they are to go.
        statements: All of the file.

    """

    def __init__(self, writing: Writing, statements: Iterable[Statement]) -> None:
        self._writing = writing
        self._drafts: dict[str, Draft] = {}
        for statement in statements:
            for device, protocol in _named(statement):
                self._begin(device, protocol)

    def __len__(self) -> int:
        """Count them."""
        return len(self._drafts)

    def get(self, device: str) -> Draft | None:
        """Give the reader of a device."""
        return self._drafts.get(device)

    def all(self) -> tuple[Draft, ...]:
        """Give all of them."""
        return tuple(self._drafts.values())

    def _begin(self, device: str, protocol: str) -> None:
        if device in self._drafts or not _DEVICE.fullmatch(device):
            return
        draft = Draft("reader")
        draft.set("label", self._writing.label(device.removeprefix("/dev/")))
        draft.set("protocol", protocol)
        draft.set("device", f"{device}:1" if protocol == "sc8in1" else device)
        draft.set("group", GROUP)
        if protocol == "smartreader":
            draft.set("enable", 0)
        self._drafts[device] = draft
        self._writing.readers.append(draft)


def _named(statement: Statement) -> Iterator[tuple[str, str]]:
    """Give the devices that a line names, and their protocols."""
    if isinstance(statement, LineStatement):
        words = [field.text for field in cut(statement).fields[:1]]
        if statement.letter == "B" and words and _SCI.fullmatch(words[0]):
            yield words[0], "internal"
    elif isinstance(statement, DirectiveStatement):
        name, words = statement.directive.name, statement.value.text.split()
        if name == SERIAL and words:
            kind = words[1].lower() if len(words) > 1 else ""
            yield words[0], PROTOCOLS.get(kind, "mouse")
        elif name == INTERNAL:
            count = decimal(statement.value.text) or 0
            yield from ((f"/dev/sci{n}", "internal") for n in range(min(count, 8)))
        elif name in OWN_CARD and words and _SCI.fullmatch(words[0]):
            yield words[0], "internal"


def serial_reader(
    _: Writing, readers: LocalReaders, statement: DirectiveStatement, line: Line
) -> None:
    """Report SERIAL READER."""
    words = statement.value.text.split()
    draft = readers.get(words[0]) if words else None
    if draft is None:
        line.drop("it names no device below /dev")
        return
    kind = words[1].lower() if len(words) > 1 else ""
    _aim(line, draft)
    line.keep(f"protocol = {draft.get('protocol').decode()}")
    if kind not in PROTOCOLS:
        line.change("its type is not one of the original's: taken for a mouse reader")
    elif kind == "sc8in1":
        line.change("slot 1 is taken; for the others copy the section with :2 to :8")
    elif kind == "smartreader+":
        line.change(
            "enable = 0: OSCam finds this reader by its serial number; write device ="
            " Serial:NUMBER as list_smargo shows it, then enable it"
        )
    else:
        line.change("for a card at another clock than 3.57 MHz write mhz and cardmhz")


def internal_readers(
    _: Writing, readers: LocalReaders, statement: DirectiveStatement, line: Line
) -> None:
    """Report SCIDEVICES."""
    count = decimal(statement.value.text) or 0
    if not count:
        line.keep("no reader of the box itself")
        return
    labels = [d.get("label").decode() for n in range(min(count, 8))
              if (d := readers.get(f"/dev/sci{n}"))]  # fmt: skip
    line.target = f"{SERVER}, readers {', '.join(labels)}"
    line.keep("protocol = internal")
    if count > len(labels):
        line.change("no box has more than 8")


def clock(
    _: Writing, readers: LocalReaders, statement: DirectiveStatement, line: Line
) -> None:
    """Write SMARTCARD CLOCK FREQUENCY."""
    draft, rest = _reader_of(readers, statement, line)
    hertz = decimal(rest)
    if draft is None:
        return
    if hertz is None or not CLOCK_UNIT <= hertz <= MAX_CLOCK:
        line.drop("the clock is not a number of Hz that OSCam could take")
        return
    for name in ("mhz", "cardmhz"):
        draft.set(name, round(hertz / CLOCK_UNIT))
    line.keep(f"mhz and cardmhz = {round(hertz / CLOCK_UNIT)}, in units of 10 kHz")


def box_key(
    _: Writing, readers: LocalReaders, statement: DirectiveStatement, line: Line
) -> None:
    """Write BOXKEY into its own card's reader; the report never shows it."""
    draft, rest = _reader_of(readers, statement, line)
    if draft is None:
        return
    key = "".join(rest.split())
    if _BOX_KEY.fullmatch(key) is None:
        line.drop("OSCam takes 4, 8, 12 or 16 bytes in hexadecimal digits")
        return
    draft.set("boxkey", key.upper())
    line.keep("it belongs to the own card's reader; it is in the file alone")


def pin(
    _: Writing, readers: LocalReaders, statement: DirectiveStatement, line: Line
) -> None:
    """Write PIN into its own card's reader; the report never shows it."""
    draft, rest = _reader_of(readers, statement, line)
    if draft is None:
        return
    if _PIN.fullmatch(rest) is None:
        line.drop("OSCam takes a PIN of four digits")
        return
    draft.set("pincode", rest)
    line.keep("it belongs to the own card's reader; it is in the file alone")


def services_of_reader(
    writing: Writing,
    readers: LocalReaders,
    statement: DirectiveStatement,
    line: Line,
) -> None:
    """Write SMARTCARD SID ASSIGN or REJECT."""
    draft, rest = _reader_of(readers, statement, line)
    if draft is None:
        return
    before, brace, _ = rest.partition("{")
    start = len(statement.value.text) - len(rest) + len(before)
    value = statement.value
    braces = extras.braced_items(value.part(start, len(value.text))) if brace else ()
    channels = [_service(item) for item in braces or ()]
    if not channels or None in channels:
        line.drop("it names no channels that can be read")
        return
    is_reject = statement.directive.name == "SMARTCARD SID REJECT"
    try:
        name = writing.services.channels(ALL, [c for c in channels if c is not None])
    except TooManyServicesError:
        line.drop("oscam.services has no room for it")
        return
    add_services(draft, [f"!{name}" if is_reject else name])
    line.keep(f"services = {'!' if is_reject else ''}{name}")
    if decimal(before.strip()):
        line.change("the number of channels at a time is lost; see maxparallel")


def blocked_emms(
    writing: Writing, readers: LocalReaders, statement: LineStatement
) -> None:
    """Write a B: line, and report it."""
    fields = cut(statement).fields
    number = statement.span.line
    draft = readers.get(fields[0].text) if fields else None
    if draft is None or len(fields) < 2:
        writing.line(number, "a B: line").drop(*_why_no_reader(writing, number, fields))
        return
    line = writing.line(number, f"B: {fields[0].text}")
    _aim(line, draft)
    found = _HEX.fullmatch(fields[1].text)
    total = int(found[1], 16) if found else 0x100
    if total > sum(BLOCKED):
        line.drop("the sum is not 00 to 07")
        return
    names = [name for bit, name in BLOCKED.items() if total & bit]
    for name in names:
        draft.set(name, 1)
    line.keep(", ".join(f"{name} = 1" for name in names) or "nothing is blocked")


def _why_no_reader(
    writing: Writing, number: int, fields: tuple[Token, ...]
) -> tuple[str, ...]:
    if len(fields) < 2:
        return writing.why_unusable(number)
    return (WHY_NO_READER,)


WHY_NO_READER: Final = "no SERIAL READER line and no SCIDEVICES names its reader"


def _reader_of(
    readers: LocalReaders, statement: DirectiveStatement, line: Line
) -> tuple[Draft | None, str]:
    """Give the reader that a directive begins with, and what follows it."""
    device, rest = (*statement.value.text.split(maxsplit=1), "", "")[:2]
    draft = readers.get(device)
    if draft is None:
        line.drop(WHY_NO_READER)
    else:
        _aim(line, draft)
    return draft, rest


def _aim(line: Line, draft: Draft) -> None:
    line.target = f"{SERVER}, reader {draft.get('label').decode()}"


def _service(item: Token) -> ServiceId | None:
    found = _HEX.fullmatch(item.text)
    return ServiceId(int(found[1], 16)) if found else None


LocalWriter = Callable[[Writing, LocalReaders, DirectiveStatement, Line], None]

WRITERS: Final[dict[str, LocalWriter]] = {
    SERIAL: serial_reader,
    INTERNAL: internal_readers,
    "SMARTCARD CLOCK FREQUENCY": clock,
    "BOXKEY": box_key,
    "PIN": pin,
    "SMARTCARD SID ASSIGN": services_of_reader,
    "SMARTCARD SID REJECT": services_of_reader,
}
