"""
A file as an editor has it: text that is perhaps not on the disk yet.

An editor counts lines and columns from 0, and columns in units of an encoding
that it has agreed on, usually UTF-16; findings count characters from 1.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cached_property
from pathlib import PurePath
from typing import Final

from lsprotocol.types import Position, PositionEncodingKind, Range

from hearth.config.beside.findings import findings_of
from hearth.config.beside.keys import NAME
from hearth.config.beside.overlay import overlay
from hearth.config.beside.prio import read_prio
from hearth.config.beside.toml import Toml, read_toml
from hearth.config.language.document import Document
from hearth.config.read import Reading, read_config
from hearth.diagnostics import Finding, Span

LANGUAGE_ID: Final = "cccam"  # how an editor may call a file of any name


class Language(Enum):
    """Which of Hearth's files it is."""

    CCCAM_CFG = "CCcam.cfg"
    HEARTH_TOML = NAME
    CCCAM_PRIO = "CCcam.prio"
    OTHER = ""  # none of them: an editor sends what it is set to send


def language_of(name: str, language_id: str = "") -> Language:
    """
    Tell the language of a file.

    Args:
        name: Its name, or all of its address.
        language_id: What the editor takes it for.

    """
    plain = PurePath(name).name.lower()
    if plain.endswith(NAME):
        return Language.HEARTH_TOML
    if plain.startswith("cccam.prio"):
        return Language.CCCAM_PRIO
    is_cccam_cfg = "cccam" in plain and plain.partition(".")[2] not in NAME_FILES
    if is_cccam_cfg or language_id == LANGUAGE_ID:
        return Language.CCCAM_CFG
    return Language.OTHER


NAME_FILES: Final = frozenset({"channelinfo", "providers"})


class Text:
    """
    One open file.

    Args:
        name: Its name, for the findings.
        source: What the editor has.
        language: Which file it is; without it, its name tells.
        encoding: In which units the editor counts columns.
        cccam_cfg: Gives the bytes of the CCcam.cfg in the same folder, None if
            there is none; asked for a hearth.toml alone.

    Attributes:
        name: As given.
        language: Which file it is.
        document: What it holds.

    """

    def __init__(
        self,
        name: str,
        source: str,
        language: Language | None = None,
        encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16,
        cccam_cfg: Callable[[], bytes | None] = lambda: None,
    ) -> None:
        self.name = name
        self.language = language or language_of(name)
        # What no encoding has, half of a pair of UTF-16, is one character all the same.
        self.document = Document(source.encode("utf-8", "replace"))
        self._mark = int(source.startswith("\N{BYTE ORDER MARK}"))
        self._encoding = encoding
        self._cccam_cfg = cccam_cfg

    @cached_property
    def reading(self) -> Reading:
        """The file, read as a CCcam.cfg."""
        return read_config(self.document.data, file=self.name)

    @cached_property
    def toml(self) -> Toml:
        """The file, read as a hearth.toml."""
        return read_toml(self.document.data)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say of it, in its order."""
        match self.language:
            case Language.CCCAM_CFG:
                return self.reading.findings
            case Language.CCCAM_PRIO:
                remarks = read_prio(self.document.data).remarks
                return findings_of(remarks, self.name)
            case Language.HEARTH_TOML:
                return self._toml_findings()
            case Language.OTHER:
                return ()

    def _toml_findings(self) -> tuple[Finding, ...]:
        beside = self._cccam_cfg()
        if beside is None:  # nothing can be said of what would be in there
            return findings_of(self.toml.remarks, self.name)
        reading = read_config(beside, file=Language.CCCAM_CFG.value)
        both = overlay(reading, Language.CCCAM_CFG.value, self.toml, self.name)
        return both.findings[len(reading.findings) :]

    def position(self, line: int, column: int) -> Position:
        """Give the editor's position of a place."""
        before = self.document.text(line)[: column - 1]
        mark = self._mark if line == 1 else 0
        return Position(line - 1, mark + self._units(before))

    def range(self, span: Span) -> Range:
        """Give the editor's range of a span."""
        return Range(
            self.position(span.line, span.column),
            self.position(span.end_line, span.end_column),
        )

    def place(self, position: Position) -> tuple[int, int]:
        """Give the line and column of an editor's position; it may lie outside."""
        line = min(position.line + 1, self._last_line)
        if position.line + 1 > line:
            return line, len(self.document.text(line)) + 1
        wanted = position.character - (self._mark if line == 1 else 0)
        column = 1
        for char in self.document.text(line):
            wanted -= self._units(char)
            if wanted < 0:
                break
            column += 1
        return line, column

    @property
    def whole(self) -> Span:
        """The span of all of it."""
        return Span(1, 1, self._last_line, len(self.document.text(self._last_line)) + 1)

    @property
    def _last_line(self) -> int:
        """The last line that an editor has: one more after the last line's end."""
        is_ended = self.document.data.endswith((b"\n", b"\r"))
        return max(len(self.document), 1) + (is_ended and len(self.document) > 0)

    def _units(self, text: str) -> int:
        match self._encoding:
            case PositionEncodingKind.Utf8:
                return len(text.encode())
            case PositionEncodingKind.Utf32:
                return len(text)
            case _:
                return len(text.encode("utf-16-le")) // 2


def covers(span: Span, line: int, column: int) -> bool:
    """Tell whether a place is in a span, or at one of its ends."""
    return (
        (span.line, span.column)
        <= (line, column)
        <= (
            span.end_line,
            span.end_column,
        )
    )
