"""A file as it is shown: its lines, marks under the very characters, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from hearth.config.language.foreign import MAX_LINE
from hearth.config.language.masking import Masks
from hearth.config.report.sheet import Sheet
from hearth.diagnostics import FILE_START, Finding, Severity
from hearth.web.pages.configuration.files import Checked, name_of
from hearth.web.pages.parts.looks import Look

MAX_WHOLE: Final = 1000  # lines; of a longer file, what has findings is shown
CONTEXT: Final = 3  # lines around a finding
MAX_FINDINGS: Final = 200  # of one file; nobody reads more

LOOKS: Final = {
    Severity.ERROR: Look("bad", "fails", "severity.error"),
    Severity.WARNING: Look("warn", "unsure", "severity.warning"),
    Severity.NOTE: Look("quiet", "about", "severity.note"),
}
_ORDER: Final = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


class Remark(NamedTuple):
    """
    A finding at its place.

    Attributes:
        finding: What there is to say.
        look: How its severity looks.
        fix: The address that shows its fix; "" if it has none.

    """

    finding: Finding
    look: Look
    fix: str


class Piece(NamedTuple):
    """A piece of a line; ``colour`` is "" where nothing is marked."""

    text: str
    colour: str


class Row(NamedTuple):
    """
    A line with what there is to say of it.

    Attributes:
        skipped: How many lines before it are not shown.

    """

    number: int
    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...]
    is_comment: bool
    skipped: int


class View(NamedTuple):
    """
    A file for the page.

    Attributes:
        name: Of the file.
        about: What is in it, in a few words.
        counts: How many findings there are of each severity, the worst first.
        whole: What is said of the file as a whole.
        rows: Its lines.
        rest: How many lines follow that are not shown.
        left_out: How many findings are not shown.
        safe: How many fixes can be done at once.
        can_change: Whether it is a file that the page may change.

    """

    name: str
    about: str
    counts: tuple[tuple[Look, int], ...]
    whole: tuple[Remark, ...]
    rows: tuple[Row, ...]
    rest: int
    left_out: int
    safe: int
    can_change: bool

    @property
    def remarks(self) -> list[Remark]:
        """All that is said of it, in the order of the file."""
        return [*self.whole, *(remark for row in self.rows for remark in row.remarks)]


def views(checked: Checked) -> list[View]:
    """Show all files."""
    return [
        view(sheet, checked.masks, can_change=checked.file(name_of(sheet)) is not None)
        for sheet in checked.sheets
    ]


def view(sheet: Sheet, masks: Masks, *, can_change: bool) -> View:
    """
    Show one file.

    Args:
        sheet: The file.
        masks: Of the CCcam.cfg: its secrets are shown in no other file either.
        can_change: Whether fixes are offered.

    """
    name = name_of(sheet)
    shown = sheet.findings[:MAX_FINDINGS]
    fixes = name if can_change else ""
    whole = [f for f in shown if f.span == FILE_START]
    placed = [f for f in shown if f.span != FILE_START]
    numbers = _numbers(sheet, placed, whole=can_change)
    rows = tuple(_rows(sheet, masks, numbers, placed, fixes))
    counts = sheet.counts()
    return View(
        name=name,
        about=sheet.about,
        counts=tuple((LOOKS[s], counts[s]) for s in reversed(_ORDER) if counts[s]),
        whole=tuple(_remark(finding, fixes) for finding in whole),
        rows=rows,
        rest=max(0, len(sheet.document) - (numbers[-1] if numbers else 0)),
        left_out=len(sheet.findings) - len(shown) + sum(n for _, n in sheet.left_out),
        safe=sum(1 for f in sheet.findings if can_change and f.fix and f.fix.safe),
        can_change=can_change,
    )


def pieces_of(text: str, findings: Iterable[Finding], number: int) -> list[Piece]:
    """Cut a line where its marks begin and end; of two marks the worse one counts."""
    worst: list[Severity | None] = [None] * (len(text) + 1)  # a point may be behind it
    for finding in findings:
        for at in _marked(finding, number, len(text)):
            before = worst[at]
            if before is None or _ORDER.index(finding.severity) > _ORDER.index(before):
                worst[at] = finding.severity
    padded = text if worst[-1] is None else f"{text}\N{NO-BREAK SPACE}"
    made: list[Piece] = []
    for character, severity in zip(printable(padded), worst, strict=False):
        colour = LOOKS[severity].colour if severity else ""
        if made and made[-1].colour == colour:
            made[-1] = Piece(made[-1].text + character, colour)
        else:
            made.append(Piece(character, colour))
    return made


def printable(text: str) -> str:
    """Give a sign for what cannot be seen."""
    return "".join(
        c if c.isprintable() or c in "\t\N{NO-BREAK SPACE}" else "\ufffd" for c in text
    )


def fix_address(file: str, finding: Finding) -> str:
    """Give the address that shows what a fix would do."""
    asked = {"file": file, "code": finding.code, "at": str(finding.span)}
    return f"/configuration/fix?{urlencode(asked)}"


def _marked(finding: Finding, number: int, length: int) -> range:
    span = finding.span
    if not span.line <= number <= span.end_line:
        return range(0)
    begin = span.column - 1 if span.line == number else 0
    end = span.end_column - 1 if span.end_line == number else length
    begin = min(begin, length)
    return range(begin, max(begin + 1, min(end, length)))


def _numbers(sheet: Sheet, findings: Sequence[Finding], *, whole: bool) -> list[int]:
    """Choose the lines to show."""
    named = {finding.span.line for finding in findings}
    size = len(sheet.document)
    if whole and size <= MAX_WHOLE:
        return sorted(named.union(range(1, size + 1)))
    near = {n + at for n in named for at in range(-CONTEXT, CONTEXT + 1)}
    return sorted(named.union(n for n in near if 1 <= n <= size))


def _rows(
    sheet: Sheet,
    masks: Masks,
    numbers: Iterable[int],
    findings: Sequence[Finding],
    fixes: str,
) -> Iterator[Row]:
    before = 0
    for number in numbers:
        text = masks.text(sheet.masks.line(number)[:MAX_LINE])
        here = [f for f in findings if f.span.line <= number <= f.span.end_line]
        yield Row(
            number,
            tuple(pieces_of(text, here, number)),
            tuple(_remark(f, fixes) for f in here if f.span.line == number),
            text.lstrip().startswith("#"),
            number - before - 1,
        )
        before = number


def _remark(finding: Finding, file: str) -> Remark:
    has_fix = file and finding.fix is not None
    address = fix_address(file, finding) if has_fix else ""
    return Remark(finding, LOOKS[finding.severity], address)
