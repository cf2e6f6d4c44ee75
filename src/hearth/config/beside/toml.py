"""
Read hearth.toml: what CCcam.cfg has no place for.

A mistake costs what it is about and no more: a key that is wrong is as if it
were not there, a line that is not TOML costs itself, and a table whose header
is not costs that table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hearth.config.beside.keys import BY_PLACE, FLAG, KEYS, LINES, TABLES, WHOLE, Key
from hearth.config.beside.places import KeyPath, Place, places_of
from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.language.document import Document
from hearth.diagnostics import FILE_START, Span

MAX_BYTES: Final = 1 << 20  # a long one has 2 kB
MAX_BAD_LINES: Final = 20  # after so many it is no TOML at all

_LINE_OF_ERROR: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")
_KEYS_OF_ERROR: Final = re.compile(r"\('[^']*',\)")  # ('server',)
_END_OF_ERROR: Final = " (at end of document)"


@dataclass(frozen=True, slots=True)
class Written:
    """
    One setting that can be used.

    Attributes:
        key: Which.
        value: What it is set to: of the key's kind and in its range.
        span: Where the key stands.
        line: Of which line it is, as the file names it; empty if of none.

    """

    key: Key
    value: bool | int | float
    span: Span
    line: str = ""

    @property
    def path(self) -> str:
        """Its name with its table, as a person would say it."""
        path = self.key.path
        return path.replace("host:port", self.line) if self.line else path


@dataclass(frozen=True, slots=True)
class Toml:
    """
    A hearth.toml that was read.

    Attributes:
        document: The file itself.
        settings: What it says that can be used, in the order of the file.
        line_tables: Where each table of a line stands, by its name.
        remarks: What is wrong with it.

    """

    document: Document
    settings: tuple[Written, ...]
    line_tables: tuple[tuple[str, Span], ...] = ()
    remarks: Remarks = field(default_factory=Remarks)

    def get(self, table: str, name: str) -> Written | None:
        """Give a setting, None if it is not there."""
        for written in self.settings:
            if (written.key.table, written.key.name) == (table, name):
                return written
        return None


def read_toml(data: bytes) -> Toml:
    """Read a hearth.toml. Never raises, whatever the bytes are."""
    document, remarks = Document(data), Remarks()
    if len(data) > MAX_BYTES:
        remarks.add(Kind.NOT_TOML, FILE_START, what=f"longer than {MAX_BYTES >> 20} MB")
        return Toml(document, (), remarks=remarks)
    lines = [document.text(number) for number in range(1, len(document) + 1)]
    loaded = _load(lines, remarks)
    places = places_of("\n".join(lines))
    reader = _Reader(places, remarks)
    settings = tuple(sorted(reader.settings(loaded), key=lambda it: it.span))
    tables = tuple(
        (path[1], place.key)
        for path, place in places.items()
        if len(path) == 2 and path[0] == LINES
    )
    return Toml(document, settings, tables, remarks)


def _load(lines: list[str], remarks: Remarks) -> dict[str, Any]:
    """
    Read what can be read, emptying the lines that cannot.

    Args:
        lines: The document; a line that is not TOML is emptied in place, and
            with a header of a table everything below it.
        remarks: Takes what was wrong.

    """
    for _ in range(MAX_BAD_LINES):
        try:
            # With an end after the last line, what is wrong there has a place, too.
            return tomllib.loads("\n".join([*lines, ""]))
        except (ValueError, RecursionError) as error:
            number = _note(error, lines, remarks)
            if not number:
                break
    lines[:] = [""] * len(lines)
    return {}


def _note(error: Exception, lines: list[str], remarks: Remarks) -> int:
    """Note what tomllib says, and empty the line; 0 if there is none to empty."""
    found = _LINE_OF_ERROR.search(str(error))
    number, column = (int(found[1]), int(found[2])) if found else (0, 0)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if not line.strip():
        remarks.add(Kind.NOT_TOML, _end_of(lines), what=_reason(error))
        return 0
    span = _whole(number, line)
    if not line.lstrip().startswith("[") and span.column < column < span.end_column:
        span = Span(number, column, number, span.end_column)
    remarks.add(Kind.NOT_TOML, span, what=_reason(error))
    lines[number - 1] = ""
    if line.lstrip().startswith("["):
        _empty_table(lines, number)
    return number


def _empty_table(lines: list[str], number: int) -> None:
    """Empty the lines that would otherwise fall to the table before."""
    for at in range(number, len(lines)):
        if lines[at].lstrip().startswith("["):
            return
        lines[at] = ""


def _reason(error: Exception) -> str:
    if not isinstance(error, tomllib.TOMLDecodeError):
        return "a value is too long or too deep"
    text = _LINE_OF_ERROR.sub("", str(error)).removesuffix(_END_OF_ERROR)
    text = _KEYS_OF_ERROR.sub(lambda found: found[0].strip("(),'"), text)
    return text[:1].lower() + text[1:]


def _end_of(lines: list[str]) -> Span:
    """Give the last line that says something, where an end was missed."""
    for number in range(len(lines), 0, -1):
        if lines[number - 1].strip():
            return _whole(number, lines[number - 1])
    return FILE_START


def _whole(number: int, line: str) -> Span:
    """Give a line's place without the blanks around it."""
    end = len(line.rstrip())
    return Span(number, end - len(line.strip()) + 1, number, end + 1)


class _Reader:
    """Goes through what tomllib gave and judges each key."""

    def __init__(self, places: Mapping[KeyPath, Place], remarks: Remarks) -> None:
        self._places = places
        self._remarks = remarks

    def settings(self, loaded: Mapping[str, Any]) -> Iterator[Written]:
        """Give each setting that can be used; note what is wrong with the others."""
        for table, content in loaded.items():
            if table not in TABLES:
                self._unknown_table(table, content)
            elif not isinstance(content, dict):
                self._wrong((table,), f"[{table}]", "a table")
            elif table == LINES:
                yield from self._lines(content)
            else:
                yield from self._keys((table,), table, content)

    def _lines(self, content: Mapping[str, Any]) -> Iterator[Written]:
        for line, keys in content.items():
            path = (LINES, line)
            if isinstance(keys, dict):
                yield from self._keys(path, LINES, keys, line)
            else:
                self._wrong(path, line, 'a table: [lines."host:port"]')

    def _keys(
        self, path: KeyPath, table: str, content: Mapping[str, Any], line: str = ""
    ) -> Iterator[Written]:
        for name, value in content.items():
            key = BY_PLACE.get((table, name))
            if key is None:
                self._unknown_key((*path, name), table)
            elif self._is_right((*path, name), key, value):
                span = self._place((*path, name)).key
                yield Written(key, value, span, line)

    def _is_right(self, path: KeyPath, key: Key, value: object) -> bool:
        if key.kind == FLAG:
            if not isinstance(value, bool):
                self._wrong(path, key.path, key.allowed)
            return isinstance(value, bool)
        types = int if key.kind == WHOLE else (int, float)
        if isinstance(value, bool) or not isinstance(value, types):
            self._wrong(path, key.path, key.allowed)
            return False
        assert isinstance(value, int | float)
        if key.low <= value <= key.high:  # nan is not
            return True
        self._remarks.add(
            Kind.KEY_OUT_OF_RANGE,
            self._place(path).value,
            what=key.path,
            allowed=key.allowed,
        )
        return False

    def _wrong(self, path: KeyPath, what: str, allowed: str) -> None:
        self._remarks.add(
            Kind.WRONG_TYPE, self._place(path).value, what=what, allowed=allowed
        )

    def _unknown_table(self, name: str, content: object) -> None:
        owners = [key.table for key in KEYS if key.name == name]
        if owners and not isinstance(content, dict):  # its table was forgotten
            near = ""
            allowed = f"It belongs below [{owners[0]}]: write that line before it."
        else:
            near = _nearest(name, TABLES)
            allowed = f"The tables are {', '.join(f'[{table}]' for table in TABLES)}."
        self._add_unknown((name,), near, allowed)

    def _unknown_key(self, path: KeyPath, table: str) -> None:
        names = [key.name for key in KEYS if key.table == table]
        owners = [key.table for key in KEYS if key.name == path[-1]]
        if owners:
            near, allowed = "", f"It belongs below [{owners[0]}]."
        else:
            near = _nearest(path[-1], names)
            allowed = f"[{table}] has {', '.join(names)}."
        self._add_unknown(path, near, allowed)

    def _add_unknown(self, path: KeyPath, near: str, allowed: str) -> None:
        span = self._place(path).key
        self._remarks.add(
            Kind.UNKNOWN_KEY, span, what=path[-1], allowed=allowed, near=near
        )

    def _place(self, path: KeyPath) -> Place:
        return self._places.get(path, Place(FILE_START, FILE_START))


def _nearest(name: str, names: Any) -> str:
    from difflib import get_close_matches  # late: most files need no suggestion

    found = get_close_matches(name.lower().replace("-", "_"), names, n=1, cutoff=0.6)
    return found[0] if found else ""
