"""
What a finding is: where, how bad, what to do about it.

Shared by the checks of the configuration and by the doctor. A finding never
holds a secret: whoever makes one puts no password, key or control word in it.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from hearth.errors import UsageError


class _Ends(NamedTuple):
    """The four numbers of a span, which sort as they stand in the file."""

    line: int
    column: int
    end_line: int
    end_column: int


class Span(_Ends):
    """
    A place in a file, as an editor counts: lines and columns from 1.

    Columns are characters, not bytes. The end is where the first character
    after the place would stand, so a span with equal ends is a point.

    Attributes:
        line: The line of the first character.
        column: Its column.
        end_line: The line of the end.
        end_column: The column after the last character.

    Raises:
        UsageError: The end is before the start, or a number is below 1.

    """

    __slots__ = ()

    def __new__(cls, line: int, column: int, end_line: int, end_column: int) -> Span:
        """Make a span, if it can be one."""
        is_ordered = end_line > line or (end_line == line and end_column >= column)
        if line < 1 or column < 1 or end_column < 1 or not is_ordered:
            place = f"Span {line}:{column}..{end_line}:{end_column}"
            raise UsageError(place, allowed="from 1, the start not after the end")
        return super().__new__(cls, line, column, end_line, end_column)

    def to(self, other: Span) -> Span:
        """Give the span from the start of this one to the end of the other."""
        return Span(self.line, self.column, other.end_line, other.end_column)

    @property
    def start(self) -> Span:
        """The point at which this span begins."""
        return Span(self.line, self.column, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


FILE_START = Span(1, 1, 1, 1)  # for what is said of a file as a whole


class Severity(Enum):
    """
    How bad a finding is.

    ERROR: Hearth would not do what is written there. WARNING: it does, but
    that is likely not what was meant. NOTE: worth knowing, nothing to do.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Edit(NamedTuple):
    """
    A piece of text that takes the place of another.

    Attributes:
        span: What goes; a point when nothing does.
        text: What comes; lines in it end with a line feed, whatever the file has.

    """

    span: Span
    text: str


class Fix(NamedTuple):
    """
    What would mend a finding.

    Attributes:
        description: What it does, as one sentence to the person who decides.
        edits: What changes in the file; they do not overlap.
        safe: Whether it may be done unasked, because it can only make the
            file say better what it says now. Otherwise it is to be confirmed.

    """

    description: str
    edits: tuple[Edit, ...]
    safe: bool


class Finding(NamedTuple):
    """
    One thing that was found.

    Attributes:
        code: Stable, like ``H201``; its page explains it.
        name: The code in words, like ``port-out-of-range``.
        severity: How bad it is.
        span: The very characters that it is about.
        message: What is wrong, one sentence without a full stop.
        why: Why it matters.
        help: What to do.
        fix: What would mend it, if a program can know.
        file: The file as its reader named it; empty where there is none.

    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    why: str
    help: str
    fix: Fix | None = None
    file: str = ""

    def short(self) -> str:
        """Give the form for the log: one line, as compilers write it."""
        place = f"{self.file}:{self.span}" if self.file else str(self.span)
        return f"{place}: {self.severity.value} {self.code} {self.name}: {self.message}"
