"""One section of OSCam's files while it is being read, with its report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hearth.config.meaning.values import decimal
from hearth.config.migration.report import Ledger, Line
from hearth.config.oscam.ini import Option, Section
from hearth.config.oscam.reading.reasons import so_anyway, why_no_option

WITH_ITS_SECTION: Final = "nothing of its section is carried over"


class Sheet:
    """
    Hands out a section's options and takes what becomes of each.

    Args:
        ledger: Takes the report.
        file: The file's name.
        section: What was read.
        subject: What the section is, without its secrets.

    """

    def __init__(
        self, ledger: Ledger, file: str, section: Section, subject: str
    ) -> None:
        self.section = section
        self._ledger = ledger
        self._file = file
        self._subject = subject
        self._lines: dict[int, Line] = {}
        # What stands before the first head of a file has no line of its own.
        self.head: Line = (
            ledger.line(file, section.line, subject)
            if section.line
            else Line(file, 0, subject)
        )

    def value(self, name: str) -> bytes:
        """Give an option's value; empty if it is not there."""
        return self.section.value(name)

    def text(self, name: str) -> str:
        """Give an option's value as text; empty if it is not there."""
        option = self.section.get(name)
        return option.text if option else ""

    def number(self, name: str, default: int) -> int:
        """Give a number as OSCam reads it, where it can be one; else its default."""
        text = self.text(name)
        value = decimal(text.removeprefix("-"))
        if value is None:
            return default
        return -value if text.startswith("-") else value

    def keep(self, name: str, *notes: str) -> None:
        """Report an option that is said over there."""
        self._say(name, lambda line: line.keep(*notes))

    def change(self, name: str, *notes: str) -> None:
        """Report an option whose meaning moved."""
        self._say(name, lambda line: line.change(*notes))

    def drop(self, name: str, *why: str) -> None:
        """Report an option that is not carried over."""
        self._say(name, lambda line: line.drop(*why))

    def finish(self) -> None:
        """Report every option that nothing was said of."""
        for option in self.section.options:
            if option.line in self._lines:
                continue
            anyway = so_anyway(option.name)
            if anyway is None:
                self._line(option).drop(why_no_option(option.name))
            else:
                self._line(option).keep(anyway)

    def drop_all(self, why: str) -> None:
        """Report that nothing of the section is carried over."""
        self.head.drop(why)
        for option in self.section.options:
            self._line(option).drop(WITH_ITS_SECTION)

    def _say(self, name: str, tell: Callable[[Line], None]) -> None:
        found = [option for option in self.section.options if option.name == name]
        if not found or found[-1].line in self._lines:
            return
        *earlier, last = found
        for option in earlier:
            self._line(option).drop(f"given again in line {last.line}, which counts")
        tell(self._line(last))

    def _line(self, option: Option) -> Line:
        known = self._lines.get(option.line)
        if known is None:
            shown = option.shown
            known = self._ledger.line(self._file, option.line, self._subject, shown)
            self._lines[option.line] = known
        return known
