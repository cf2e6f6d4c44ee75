"""
Where the keys of a TOML document stand.

Python's tomllib reads TOML and tells no places. This walks over a document
that tomllib has read already, so it may trust that it is well-formed: it needs
to know where keys, strings and brackets begin and end, and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from itertools import accumulate
from typing import Final, NamedTuple, TypeAlias

from hearth.diagnostics import Span

MAX_DEPTH: Final = 16  # of tables in each other; deeper ones are not looked into

KeyPath: TypeAlias = tuple[str, ...]

_BLANK: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|'
    r"'''.*?'{3,5}|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'[^'\n]*'",
    re.DOTALL,
)
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\[\]{}\n#\"']+")


class Place(NamedTuple):
    """
    Where something stands.

    Attributes:
        key: The key itself, the last part if it is dotted.
        value: What it is set to; the key again where that is a table.

    """

    key: Span
    value: Span


def places_of(text: str) -> dict[KeyPath, Place]:
    """
    Find every key of a document.

    Args:
        text: Well-formed TOML, with line feeds as line ends.

    Returns:
        The first place of each key by its path. Keys in arrays are not there.

    """
    scanner = _Scanner(text)
    with suppress(IndexError, _LostError):  # not well-formed: what was found so far
        scanner.run()
    return scanner.found


class _LostError(Exception):
    """The document is not what tomllib would have read."""


class _Scanner:
    """
    One walk over a document.

    Attributes:
        found: The keys that were met.

    """

    def __init__(self, text: str) -> None:
        self.found: Final[dict[KeyPath, Place]] = {}
        self._text = text
        self._at = 0
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = list(accumulate(lengths, initial=0))

    def run(self) -> None:
        """Walk over all of it."""
        table: KeyPath = ()
        self._skip_blank()
        while self._at < len(self._text):
            if self._peek() == "[":
                table = self._header()
            else:
                self._key_and_value(table, 0)
            self._skip_blank()

    def _header(self) -> KeyPath:
        """Read ``[a.b]`` or ``[[a.b]]``; the second one's keys are in an array."""
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        parts = self._key()
        self._take("]]" if is_array else "]")
        path = tuple(name for name, _ in parts)
        self._note((), parts, parts[-1][1])
        return (*path, "[]") if is_array else path

    def _key_and_value(self, table: KeyPath, depth: int) -> None:
        parts = self._key()
        self._take("=")
        self._skip_blank()
        begin = self._at
        path = (*table, *(name for name, _ in parts))
        self._value(path, depth + 1)
        is_table = self._text.startswith("{", begin)
        value = parts[-1][1] if is_table else self._span(begin, self._at)
        self._note(table, parts, value)

    def _key(self) -> list[tuple[str, Span]]:
        """Read a key, dotted perhaps: its parts with their places."""
        parts: list[tuple[str, Span]] = []
        while True:
            self._skip_blank()
            begin = self._at
            found = _BARE.match(self._text, begin) or _STRING.match(self._text, begin)
            if found is None:
                raise _LostError
            self._at = found.end()
            parts.append((_name(found[0]), self._span(begin, self._at)))
            self._skip_blank()
            if self._peek() != ".":
                return parts
            self._at += 1

    def _value(self, path: KeyPath, depth: int) -> None:
        if self._peek() == "{" and depth < MAX_DEPTH:
            self._inline_table(path, depth)
            return
        brackets = 0
        while True:
            char = self._peek()
            if char in "\"'":
                self._skip_string()
            elif char in "[{":
                brackets += 1
                self._at += 1
            elif char in "]}" and brackets:
                brackets -= 1
                self._at += 1
            elif char == "," and brackets:
                self._at += 1
            else:
                self._skip_scalar()
            if not brackets:
                return
            self._skip_blank()

    def _inline_table(self, path: KeyPath, depth: int) -> None:
        self._at += 1
        self._skip_blank()
        while self._peek() != "}":
            self._key_and_value(path, depth)
            self._skip_blank()
            if self._peek() == ",":
                self._at += 1
                self._skip_blank()
        self._at += 1

    def _skip_scalar(self) -> None:
        """Skip a number, a date, true or false, with no blank behind it."""
        found = _SCALAR.match(self._text, self._at)
        if found is None:
            raise _LostError
        self._at += len(found[0].rstrip())

    def _skip_string(self) -> None:
        found = _STRING.match(self._text, self._at)
        if found is None:
            raise _LostError
        self._at = found.end()

    def _skip_blank(self) -> None:
        found = _BLANK.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def _peek(self) -> str:
        return self._text[self._at]

    def _take(self, what: str) -> None:
        self._skip_blank()
        if not self._text.startswith(what, self._at):
            raise _LostError
        self._at += len(what)

    def _note(self, table: KeyPath, parts: list[tuple[str, Span]], value: Span) -> None:
        path = table
        for name, span in parts[:-1]:
            path = (*path, name)
            self.found.setdefault(path, Place(span, span))
        name, span = parts[-1]
        self.found.setdefault((*path, name), Place(span, value))

    def _span(self, begin: int, end: int) -> Span:
        first, last = self._line_of(begin), self._line_of(max(begin, end - 1))
        return Span(
            first + 1,
            begin - self._starts[first] + 1,
            last + 1,
            end - self._starts[last] + 1,
        )

    def _line_of(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


def _name(written: str) -> str:
    """Give the key that a part of one stands for: quotes and escapes undone."""
    if written[0] not in "\"'":
        return written
    try:
        name = tomllib.loads(f"x = {written}")["x"]
    except tomllib.TOMLDecodeError:
        raise _LostError from None
    assert isinstance(name, str)
    return name
