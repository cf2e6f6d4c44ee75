"""For people: the line, the mark under the very characters, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from hearth.config.report.excerpt import excerpt
from hearth.config.report.sheet import Sheet, counted
from hearth.config.report.wrapping import wrapped
from hearth.diagnostics import FILE_START, Finding, Severity

MIN_WIDTH: Final = 40  # columns; narrower terminals break the lines themselves
MAX_WIDTH: Final = 100  # longer lines are hard to read
# Colours that can be read on black and on white, as compilers have them.
COLORS: Final = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;35",
    Severity.NOTE: "1;36",
}
BOLD: Final = "1"
FAINT: Final = "2"
GREEN: Final = "32"
EXPLAIN: Final = "hearth explain CODE tells more."


def as_text(sheets: Sequence[Sheet], *, color: bool, width: int) -> str:
    """
    Say what was found, for a terminal.

    Errors and warnings come first, in the order of the file, then the notes,
    those of one kind together. Why something matters is said once.

    Args:
        sheets: The files that were checked.
        color: Whether the terminal has colours.
        width: How many columns it has.

    """
    width = max(MIN_WIDTH, min(width, MAX_WIDTH))
    lines: list[str] = []
    with_findings = [sheet for sheet in sheets if sheet.findings]
    for sheet in sheets:
        lines += [""] * bool(lines)  # between two files
        is_last = bool(with_findings) and sheet is with_findings[-1]
        writer = _Writer(sheet, color=color, width=width)
        lines += writer.lines(hint=EXPLAIN if is_last else "")
    return "".join(f"{line}\n" for line in lines)


class _Writer:
    """Writes what was found in one file."""

    def __init__(self, sheet: Sheet, *, color: bool, width: int) -> None:
        self._sheet = sheet
        self._has_color = color
        self._width = width
        last = max((f.span.line for f in sheet.findings), default=1)
        self._pad = " " * (len(str(last)) + 1)
        self._said: set[str] = set()

    def lines(self, *, hint: str) -> Iterator[str]:
        """Give all lines, with a hint at the end."""
        findings = self._sheet.findings
        notes = [f for f in findings if f.severity is Severity.NOTE]
        for finding in findings:
            if finding.severity is not Severity.NOTE:
                yield from self._block([finding])
        notes.sort(key=lambda finding: finding.code)
        for _, group in groupby(notes, key=lambda finding: finding.code):
            yield from self._block(list(group))
        yield from self._summary()
        fixes = self._fixes() if any(finding.fix for finding in findings) else ""
        if end := f"{fixes} {hint}".strip():
            yield from wrapped(end, self._width)

    def _block(self, findings: list[Finding]) -> Iterator[str]:
        """Say one finding, or several notes of one code together."""
        first = findings[0]
        is_group = len(findings) > 1
        label = f"{first.severity.value}[{first.code}]"
        message = f"{first.name}, {len(findings)} places" if is_group else first.message
        head, *rest = wrapped(f"{label} {message}", self._width)
        yield self._styled(label, COLORS[first.severity]) + self._bold(
            head[len(label) :]
        )
        yield from map(self._bold, rest)
        yield f"{self._pad[1:]}{self._faint('-->')} {_place(first, is_group=is_group)}"
        if first.span != FILE_START:
            bar = f"{self._pad}{self._faint('|')}"
            yield bar
            for finding in findings:
                yield from self._excerpt(finding, finding.message if is_group else "")
            if first.code not in self._said:
                yield bar
        yield from self._advice(findings)
        yield ""

    def _excerpt(self, finding: Finding, message: str = "") -> Iterator[str]:
        """Show the line and the mark, and beside or below the mark a message."""
        span, bar = finding.span, self._faint("|")
        text = self._sheet.masks.line(span.line)
        end = span.end_column if span.end_line == span.line else len(text) + 1
        room = self._width - len(self._pad) - 2
        begin = min(span.column - 1, len(text))
        line, mark = excerpt(text, begin, max(begin, min(end - 1, len(text))), room)
        number = f"{span.line:>{len(self._pad) - 1}} "
        yield f"{self._faint(number)}{bar} {line}".rstrip()
        signs = mark.lstrip()
        blanks = mark[: len(mark) - len(signs)]
        marked = f"{blanks}{self._styled(signs, COLORS[finding.severity])}"
        has_room = len(mark) + 1 + len(message) <= room
        beside = f" {message}" if message and has_room else ""
        yield f"{self._pad}{bar} {marked}{beside}"
        if not has_room:
            for below in wrapped(message, room):
                yield f"{self._pad}{bar} {below}"

    def _advice(self, findings: list[Finding]) -> Iterator[str]:
        """Say why and what to do, the first time; then only what is another help."""
        first = findings[0]
        if first.code not in self._said:
            yield from self._labelled("why", first.why)
        helps = {finding.help for finding in findings}
        if len(helps) == 1 and f"{first.code} {first.help}" not in self._said:
            yield from self._labelled("help", first.help)
        self._said |= {first.code, f"{first.code} {first.help}"}
        fixes = [finding.fix for finding in findings if finding.fix is not None]
        if fixes:
            what = dict.fromkeys(fix.description for fix in fixes)
            way = "" if all(fix.safe for fix in fixes) else ", if you confirm it"
            yield from self._labelled("fix", f"{'; '.join(what)}{way}", GREEN)

    def _labelled(self, label: str, text: str, style: str = BOLD) -> Iterator[str]:
        begin = f"{self._pad}= {label}: "
        head, *rest = wrapped(text, self._width - len(begin))
        yield f"{self._pad}{self._faint('=')} {self._styled(label, style)}: {head}"
        for line in rest:
            yield f"{' ' * len(begin)}{line}"

    def _summary(self) -> Iterator[str]:
        sheet = self._sheet
        for code, count in sheet.left_out:
            yield f"{sheet.file}: {count} more {code}, which are not shown"
        counts = sheet.counts()
        parts = [
            self._styled(counted(counts[severity], severity.value), COLORS[severity])
            for severity in Severity
            if counts[severity]
        ]
        about = f" ({sheet.about})" if sheet.about else ""
        if not parts:
            yield f"{sheet.file}: {self._styled('nothing to say', GREEN)}{about}"
            return
        yield f"{sheet.file}: {', '.join(parts)}{about}"

    def _fixes(self) -> str:
        """Say how many findings can be mended."""
        fixes = [f.fix for f in self._sheet.findings if f.fix is not None]
        safe = sum(fix.safe for fix in fixes)
        asked = f"{len(fixes) - safe} if you confirm" if safe < len(fixes) else ""
        unasked = f"{safe} safely" if safe else ""
        return f"hearth fix mends {' and '.join(filter(None, (unasked, asked)))}."

    def _bold(self, text: str) -> str:
        return self._styled(text, BOLD)

    def _faint(self, text: str) -> str:
        return self._styled(text, FAINT)

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._has_color and text else text


def _place(finding: Finding, *, is_group: bool) -> str:
    """Give the place of a finding; of several, or of none in particular, the file."""
    if finding.file and (is_group or finding.span == FILE_START):
        return finding.file
    return f"{finding.file}:{finding.span}" if finding.file else str(finding.span)
