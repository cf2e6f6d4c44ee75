"""
A configuration file as its lines, byte for byte.

Files that went through many hands mix everything: UTF-8 and Latin-1 from line
to line, three kinds of line ends, a byte order mark. A `Document` keeps the
bytes as they are, shows each line as text, and changes only what an edit is
about: reading and writing back gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from hearth.diagnostics import Edit, Span
from hearth.errors import UsageError

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"  # UTF-8, as some editors begin a file
UTF_8: Final = "utf-8"
LATIN_1: Final = "latin-1"  # has a character for each byte, so it never fails


def decode(line: bytes) -> tuple[str, str]:
    """Give the text of one line and the encoding that gives its bytes back."""
    try:
        return line.decode(UTF_8), UTF_8
    except UnicodeDecodeError:
        return line.decode(LATIN_1), LATIN_1


class Document:
    """
    A file, line by line, that can be changed without touching the rest.

    Lines and columns count from 1; columns are characters, and a byte order
    mark has none. After a last line that has an end there is one more place,
    the start of the line that could follow. A document never changes: an edit
    gives a new one.

    Args:
        data: The bytes of the file, any bytes.

    """

    __slots__ = ("_lines", "_mark", "data")

    def __init__(self, data: bytes = b"") -> None:
        self.data: Final = data
        self._mark: Final = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
        # Of bytes, splitlines knows \n, \r and \r\n as ends, nothing else.
        body = data[len(self._mark) :]
        self._lines: Final = tuple(body.splitlines(keepends=True))

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self.data == other.data

    def __hash__(self) -> int:
        return hash(self.data)

    def __repr__(self) -> str:
        return f"Document({len(self)} lines)"

    def lines(self) -> Iterator[bytes]:
        """Give each line's bytes without its end."""
        return (line.rstrip(b"\r\n") for line in self._lines)

    def line(self, number: int) -> bytes:
        """Give one line's bytes without its end; a line that is not there is empty."""
        if not 1 <= number <= len(self._lines):
            return b""
        return self._lines[number - 1].rstrip(b"\r\n")

    def text(self, number: int) -> str:
        """Give one line as text, without its end."""
        return decode(self.line(number))[0]

    def newline(self, number: int) -> str:
        """
        Give the line end to use at a line.

        Its own, else that of the line before it (the last line may have
        none), else a line feed.
        """
        for candidate in (number, number - 1):
            if 1 <= candidate <= len(self._lines):
                line = self._lines[candidate - 1]
                end = line[len(line.rstrip(b"\r\n")) :]
                if end:
                    return end.decode("ascii")
        return "\n"

    def span_of(self, number: int) -> Span:
        """Give the span of one line, without its end."""
        return Span(number, 1, number, len(self.text(number)) + 1)

    def holds(self, span: Span) -> bool:
        """Tell whether both ends of a span are places of this file."""
        return self._is_place(span.line, span.column) and self._is_place(
            span.end_line, span.end_column
        )

    def with_line(self, number: int, text: str) -> Document:
        """Give a document in which one line has another text and the same end."""
        return self.replace(self.span_of(number), text)

    def with_inserted(self, number: int, text: str) -> Document:
        """
        Give a document with a new line before a line.

        Args:
            number: The number that the new line will have, at most one more
                than there are lines.
            text: Its text, without an end.

        """
        if number == len(self) + 1 and not self._ends_cleanly():
            end = self.span_of(len(self))
            point = Span(end.end_line, end.end_column, end.end_line, end.end_column)
            return self.replace(point, f"\n{text}")
        return self.replace(Span(number, 1, number, 1), f"{text}\n")

    def without_line(self, number: int) -> Document:
        """Give a document without a line and without its end."""
        if number == len(self) and not self._ends_cleanly():
            return self.replace(self.span_of(number), "")
        return self.replace(Span(number, 1, number + 1, 1), "")

    def replace(self, span: Span, text: str) -> Document:
        """Give a document in which a text stands in a span's place."""
        return self.apply([Edit(span, text)])

    def apply(self, edits: Iterable[Edit]) -> Document:
        """
        Give a document with all of some edits done.

        What comes is written in the encoding of its line, UTF-8 where that
        line has no say, with the line ends that the file has there.

        Args:
            edits: In any order; their spans are places in this document.

        Raises:
            UsageError: A span is not in the file, two overlap, a text has
                another line end than the line feed, or a Latin-1 line is to
                get a character that Latin-1 has not.

        """
        starts = list(accumulate(map(len, self._lines), initial=len(self._mark)))
        made = bytearray()
        done = 0
        for edit in sorted(edits, key=lambda edit: edit.span):
            span = edit.span
            if not self.holds(span):
                raise UsageError(f"edit at {span}", allowed="a place in the file")
            begin = self._offset(starts, span.line, span.column)
            if begin < done:
                raise UsageError(f"edit at {span}", allowed="no overlap with another")
            _append(made, self.data[done:begin])
            _append(made, self._encode(edit))
            done = self._offset(starts, span.end_line, span.end_column)
        _append(made, self.data[done:])
        return Document(bytes(made))

    def _ends_cleanly(self) -> bool:
        return not self._lines or self._lines[-1].endswith((b"\n", b"\r"))

    def _is_place(self, line: int, column: int) -> bool:
        if line == len(self) + 1:
            return column == 1 and self._ends_cleanly()
        return line <= len(self) and column <= len(self.text(line)) + 1

    def _offset(self, starts: list[int], line: int, column: int) -> int:
        text, encoding = decode(self.line(line))
        return starts[line - 1] + len(text[: column - 1].encode(encoding))

    def _encode(self, edit: Edit) -> bytes:
        if "\r" in edit.text:
            raise UsageError(f"edit at {edit.span}", allowed="line feeds as line ends")
        line = edit.span.line
        encoding = decode(self.line(line))[1]
        text = edit.text.replace("\n", self.newline(line))
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            raise UsageError(
                f"edit at {edit.span}", allowed=f"characters of {encoding}"
            ) from None


def _append(made: bytearray, piece: bytes) -> None:
    """Add a piece; a line end that is a lone CR must not become one with a LF."""
    if made.endswith(b"\r") and piece.startswith(b"\n"):
        made += b"\r"
    made += piece
