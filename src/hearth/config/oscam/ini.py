"""
The form of OSCam's files: sections, and in them ``name = value``.

Values are bytes: a password is whatever bytes stand in the file. A ``#`` only
begins a comment at the start of a line, so there is nothing that has to be
quoted, and nothing that could be: a line end or blanks around a value cannot
be written.

Source:
    OSCam 2.26.05, oscam-config-global.c (init_config), oscam-config-reader.c
    (init_readerdb), oscam-config-account.c (init_userdb), oscam-config.c
    (init_sidtab), oscam-string.c (trim).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from hearth.config.language.document import Document, decode
from hearth.errors import UsageError
from hearth.secret import Secret

CONF: Final = "oscam.conf"
SERVER: Final = "oscam.server"
USER: Final = "oscam.user"
SERVICES: Final = "oscam.services"
FILES: Final = (CONF, SERVER, USER, SERVICES)

GLOBAL: Final = "global"  # in oscam.conf, what stands before the first section
NAME_WIDTH: Final = 30  # characters, as OSCam writes them itself
SHORTEST_LINE: Final = 3  # OSCam skips what is shorter: a=b has three
MAX_LINE: Final = 16000  # bytes; OSCam reads no more of a line than 16383

_BLANKS: Final = b" \t\r"
_OPTION_LIKE: Final = re.compile(r"[a-z][a-z_-]{0,38}[a-z]")
_WITH_DIGITS: Final = frozenset(
    {"k1_generic", "k1_unique", "fix9993", "fix07", "ins7e", "ins7e11", "ins2e06",
     "ins42", "ipv4force", "sc8in1_dtrrts_patch", "suppresscmd08", "mod1", "mod2",
     "cacheex_mode1_delay"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Option:
    """
    One line ``name = value``. The value may be a secret: it is not in ``repr``.

    Attributes:
        name: In small letters.
        value: Without blanks around it.
        line: Its number in the file, from 1.

    """

    name: str
    value: bytes
    line: int

    @property
    def text(self) -> str:
        """The value as text."""
        return decode(self.value)[0]

    @property
    def shown(self) -> str:
        """The name, if it looks like one: anything can stand before a ``=``."""
        is_name = _OPTION_LIKE.fullmatch(self.name) or self.name in _WITH_DIGITS
        return self.name if is_name else "an option"

    def __repr__(self) -> str:
        return f"Option({self.shown}, line {self.line})"


@dataclass(frozen=True, slots=True)
class Section:
    """
    One section.

    Attributes:
        name: As written between the brackets.
        line: The number of its first line; 0 if there is no such line.
        options: In their order.

    """

    name: str
    line: int
    options: tuple[Option, ...] = ()

    def get(self, name: str) -> Option | None:
        """Give an option; of several with one name the last one counts."""
        found = [option for option in self.options if option.name == name]
        return found[-1] if found else None

    def value(self, name: str) -> bytes:
        """Give an option's value; empty if it is not there."""
        option = self.get(name)
        return option.value if option else b""


@dataclass(frozen=True, slots=True)
class IniFile:
    """
    A file that was read.

    Attributes:
        sections: In their order.
        comments: The numbers of the lines that are comments.
        strays: The numbers of the lines that OSCam takes no notice of.

    """

    sections: tuple[Section, ...] = ()
    comments: tuple[int, ...] = ()
    strays: tuple[int, ...] = ()

    def all(self, name: str) -> Iterator[Section]:
        """Give the sections of one name."""
        return (section for section in self.sections if section.name == name)

    def merged(self, name: str) -> Section:
        """Give all sections of one name as one; it may be empty."""
        found = list(self.all(name))
        options = tuple(option for section in found for option in section.options)
        return Section(name, found[0].line if found else 0, options)


def read_ini(data: bytes, *, first: str | None = None) -> IniFile:
    """
    Read a file. Never raises, whatever the bytes are.

    Args:
        data: The file's bytes.
        first: The section that a file without a head begins with, as in
            oscam.conf, whose heads are exact; None: what stands there is not
            read, and capitals in heads do not count.

    """
    sections: list[tuple[str, int, list[Option]]] = []
    comments: list[int] = []
    strays: list[int] = []
    for number, line in enumerate(Document(data).lines(), start=1):
        plain = line.strip(_BLANKS)
        if not plain:
            continue
        if plain.startswith(b"#"):
            comments.append(number)
        elif len(plain) < SHORTEST_LINE:
            strays.append(number)
        elif plain.startswith(b"[") and plain.endswith(b"]"):
            sections.append((decode(plain[1:-1])[0], number, []))
        elif b"=" not in plain or not (sections or first):
            strays.append(number)
        else:
            if not sections:
                sections.append((first or "", 0, []))
            sections[-1][2].append(_option(plain, number))
    read = tuple(
        Section(name if first else name.lower(), line, tuple(found))
        for name, line, found in sections
    )
    return IniFile(read, tuple(comments), tuple(strays))


def _option(line: bytes, number: int) -> Option:
    name, _, value = line.partition(b"=")
    return Option(decode(name.strip(_BLANKS))[0].lower(), value.strip(_BLANKS), number)


@dataclass(slots=True)
class Draft:
    """
    A section that is being written.

    Attributes:
        name: What stands between the brackets.

    """

    name: str
    _values: dict[str, bytes] = field(default_factory=dict, repr=False)

    def set(self, name: str, value: str | int | bytes | Secret) -> None:
        """
        Write an option; a second time, it takes the place of the first.

        Raises:
            UsageError: The file cannot hold the value.

        """
        if isinstance(value, Secret):
            made = value.reveal()
        else:
            made = value if isinstance(value, bytes) else str(value).encode()
        if not holds(made):
            raise UsageError(f"value of {name}", allowed="one line without blanks")
        self._values[name] = made

    def get(self, name: str) -> bytes:
        """Give an option's value; empty if it is not there."""
        return self._values.get(name, b"")

    def lines(self) -> Iterator[bytes]:
        """Give the lines of the file."""
        yield f"[{self.name}]".encode()
        for name, value in self._values.items():
            yield f"{name:<{NAME_WIDTH}}= ".encode() + value


def holds(value: bytes, limit: int = MAX_LINE) -> bool:
    """Tell whether OSCam reads back a value that is written into its files."""
    is_whole = value == value.strip(_BLANKS) and not set(value) & set(b"\0\r\n")
    return is_whole and len(value) <= limit


def write_ini(drafts: Iterable[Draft], *, head: str) -> bytes:
    """
    Write a file.

    Args:
        drafts: Its sections.
        head: A comment for its first line.

    """
    lines = [f"# {head}".encode()]
    for draft in drafts:
        lines += [b"", *draft.lines()]
    return b"\n".join(lines) + b"\n"
