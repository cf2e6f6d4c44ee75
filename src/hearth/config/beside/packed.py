"""
Many names by number, packed.

A household has some twenty thousand of them for as long as Hearth runs, so
they are kept as arrays: 14 bytes a name beside its letters, and letters that
several numbers share are there once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeAlias

from hearth.config.language.document import BYTE_ORDER_MARK, decode
from hearth.diagnostics import Span

MAX_NAMES: Final = 100_000  # five times a large file; about 4 MB
MAX_NAME: Final = 100  # characters; names on air are shorter
MAX_LINE: Final = 4096  # bytes; a longer line is none of these files'


class Entry(NamedTuple):
    """
    What one line says.

    Attributes:
        keys: The numbers that it names.
        name: Their name, in UTF-8.

    """

    keys: tuple[int, ...]
    name: bytes


ReadLine: TypeAlias = Callable[[bytes], Entry | None]  # None: not of that form


class PackedNames:
    """
    The names of one file.

    Args:
        data: The bytes of the file: Latin-1 or UTF-8, line by line. Of two
            names for one number the later one counts.
        read_line: How its lines are read, given without blanks around.

    Attributes:
        skipped: How many lines were not of the form, or one too many.
        first_skipped: The place of the first of them, None if there is none.

    """

    __slots__ = ("_keys", "_lengths", "_names", "_starts", "first_skipped", "skipped")

    def __init__(self, data: bytes, read_line: ReadLine) -> None:
        names: dict[int, bytes] = {}
        skipped, first = 0, None
        for number, whole in _lines(data):
            line = whole.strip()
            entry = read_line(line) if len(line) <= MAX_LINE else None
            if entry is None or len(names) + len(entry.keys) > MAX_NAMES:
                skipped, first = skipped + 1, first or _place(number, whole)
            else:
                names.update(dict.fromkeys(entry.keys, entry.name))
        self.skipped: Final = skipped
        self.first_skipped: Final = first
        self._keys: Final = array("Q", sorted(names))
        self._starts: Final = array("I")
        self._lengths: Final = array("H")
        places: dict[bytes, int] = {}
        made = bytearray()
        for key in self._keys:
            name = names[key]
            if name not in places:
                places[name] = len(made)
                made += name
            self._starts.append(places[name])
            self._lengths.append(len(name))
        self._names: Final = bytes(made)

    def __len__(self) -> int:
        """Count the numbers that have a name."""
        return len(self._keys)

    def __repr__(self) -> str:
        return f"PackedNames({len(self)} names)"

    def get(self, key: int) -> str | None:
        """Give the name of a number, None if it has none."""
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return None
        begin = self._starts[at]
        return self._names[begin : begin + self._lengths[at]].decode()


def clean(name: bytes) -> bytes:
    """Give a name in UTF-8, without what a terminal would stumble over."""
    text = decode(name)[0][:MAX_NAME].strip()
    return "".join(c if c.isprintable() else " " for c in text).encode()


def _lines(data: bytes) -> Iterable[tuple[int, bytes]]:
    """Give the lines that say something, with their numbers."""
    lines = data.removeprefix(BYTE_ORDER_MARK).splitlines()
    for number, line in enumerate(lines, start=1):
        text = line.lstrip()
        if text and not text.startswith(b"#"):
            yield number, line


def _place(number: int, line: bytes) -> Span:
    """Give the place of a line without the blanks around it, in characters."""
    text = decode(line)[0]
    begin = len(text) - len(text.lstrip()) + 1
    return Span(number, begin, number, begin + len(text.strip()))
