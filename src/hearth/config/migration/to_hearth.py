"""
From web pages' dialect of CCcam.cfg to the original's form.

What the original never had goes into hearth.toml. Everything else stays as it
is, byte for byte, and what Hearth does is the same before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hearth.config.beside.keys import BY_DIRECTIVE, NAME
from hearth.config.language.cut import cut
from hearth.config.language.document import Document
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import (
    BLANKS,
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.config.migration import extras
from hearth.config.migration.hearth_toml import HearthToml
from hearth.config.migration.report import (
    COMMENT,
    UNTOUCHED,
    Ledger,
    Line,
    Report,
)
from hearth.config.read import Reading, read_config
from hearth.diagnostics import Edit, Span

_ARTICLE_LINE: Final = Trouble.ARTICLE_LINE.code
_ARTICLE_ACCOUNT: Final = Trouble.ARTICLE_ACCOUNT.code
_TWO_NUMBERS: Final = Trouble.TWO_NUMBERS.code
_NOT_HOME: Final = Trouble.NOT_HOME.code


@dataclass(frozen=True, slots=True)
class HearthFiles:
    """
    What a migration to Hearth gives.

    Attributes:
        config: The bytes of the new CCcam.cfg. They hold secrets.
        toml: What goes into hearth.toml; false if it need not be.
        report: What became of each line. It holds no secret.

    """

    config: bytes = field(repr=False)
    toml: HearthToml
    report: Report


def to_hearth(data: bytes, *, file: str) -> HearthFiles:
    """
    Bring a CCcam.cfg into the original's form. Never raises, whatever the bytes are.

    Args:
        data: The file's bytes.
        file: Its name for the report.

    """
    change = _Change(read_config(data, file=file), file)
    for statement in change.reading.statements:
        if isinstance(statement, DirectiveStatement):
            change.directive(statement)
        elif isinstance(statement, LineStatement):
            change.line_statement(statement)
    document, seen = change.reading.document, change.ledger.seen(file)
    for number, text in enumerate(document.lines(), start=1):
        if text.strip() and number not in seen:
            is_comment = text.lstrip().startswith(b"#")
            change.ledger.line(file, number, COMMENT if is_comment else UNTOUCHED)
    config = document.apply(change.edits).data
    return HearthFiles(config, change.toml, change.ledger.report())


class _Change:
    """The edits of one file, while they are being found."""

    def __init__(self, reading: Reading, file: str) -> None:
        self.reading = reading
        self.ledger = Ledger()
        self.edits: list[Edit] = []
        self.toml = HearthToml()
        self._file = file
        self._upstreams = {s.span.line: s for s in reading.settings.lines}
        self._codes: dict[int, set[str]] = {}
        self._used = {a.span.line for a in reading.settings.accounts}
        self._used |= self._upstreams.keys()
        for finding in reading.findings:
            self._codes.setdefault(finding.span.line, set()).add(finding.code)

    def directive(self, statement: DirectiveStatement) -> None:
        """Rename a directive that has another name, move what the original lacks."""
        known, number = statement.directive, statement.span.line
        if not known.pages and statement.alias is None:
            return
        line = self._line(number, statement.name.text)
        if not extras.is_usable(statement):
            line.keep("it stays as it is, because it cannot be read")
        elif statement.alias is not None:
            self._rename(statement, line)
        elif known.name in BY_DIRECTIVE:
            self._move(statement, line)
        else:
            line.keep("it stays: the original has nothing like it, and ignores it")

    def line_statement(self, statement: LineStatement) -> None:
        """Rewrite a C: or F: line that is in web pages' form."""
        codes = self._codes.get(statement.span.line, set())
        if _NOT_HOME in codes:
            line = self._line(statement.span.line, f"a {statement.letter}: line")
            line.keep("it stays; it leads out of the home, and Hearth does not use it")
        if statement.span.line not in self._used:
            return
        if _ARTICLE_LINE in codes:
            self._upstream(statement)
        elif _ARTICLE_ACCOUNT in codes:
            self._account(statement)
        elif _TWO_NUMBERS in codes:
            self._two_numbers(statement)

    def _line(self, number: int, subject: str) -> Line:
        return self.ledger.line(self._file, number, subject)

    def _rename(self, statement: DirectiveStatement, line: Line) -> None:
        name, value = statement.directive.name, statement.value
        span = statement.name.span.start.to(value.span.start)
        self.edits.append(Edit(span, f"{name} : "))
        line.change(f"its name is {name}")

    def _move(self, statement: DirectiveStatement, line: Line) -> None:
        """Move a value into hearth.toml, if it is the one that counts."""
        settings, key = self.reading.settings, BY_DIRECTIVE[statement.directive.name]
        origin = settings.origin(key.setting)
        self.edits.append(_removal(self.reading.document, statement))
        if origin is not None and origin.line == statement.span.line:
            self.toml.table(key.table)[key.name] = settings.value(key.setting)
            line.target = f"{NAME}, [{key.table}] {key.name}"
            line.change(f"the original never had it: {NAME} has it now")
        else:
            line.drop("it is given again, and the other line counts")

    def _upstream(self, statement: LineStatement) -> None:
        number = statement.span.line
        settings = self._upstreams[number]
        line = self._line(number, f"C: {settings}")
        if self._differ_in_retries(str(settings)):
            line.keep(
                f"it stays: lines to this server differ in their retries, and {NAME}"
                " has one number for all of them"
            )
            return
        parts = cut(statement)
        begin, end = parts.fields[3].end_column, parts.blocks[0].whole.end_column
        gap = _gap(statement, end)
        self.edits.append(Edit(Span(number, begin, number, end), gap))
        line.change(
            "reshare and distance are left out: neither the original nor Hearth has"
            " such numbers at a C: line"
        )
        if settings.retries:
            self.toml.lines.setdefault(str(settings), {})["retries"] = settings.retries
            line.target = f'{NAME}, [lines."{settings}"] retries'
            line.change(f"its {settings.retries} retries are in {NAME} now")

    def _differ_in_retries(self, server: str) -> bool:
        all_lines = self._upstreams.values()
        return len({line.retries for line in all_lines if str(line) == server}) > 1

    def _account(self, statement: LineStatement) -> None:
        number = statement.span.line
        parts = cut(statement)
        line = self._line(number, f"F: {parts.fields[0].text}")
        begin, end = parts.fields[3].column, parts.blocks[0].whole.end_column
        gap = _gap(statement, end)
        self.edits.append(Edit(Span(number, begin, number, end), f"0 1{gap}"))
        line.change(
            "its second number and its braces are left out: in the original they are"
            " shareemus and limits for cards; at Hearth every card ends at the receiver"
        )

    def _two_numbers(self, statement: LineStatement) -> None:
        number = statement.span.line
        parts = cut(statement)
        line = self._line(number, f"F: {parts.fields[0].text}")
        end = parts.fields[3].end_column
        self.edits.append(Edit(Span(number, end, number, end), " 1"))
        line.change("the third number, allowemm, is written: 1, as it was without it")


def _gap(statement: LineStatement, column: int) -> str:
    """Give the blank that keeps two fields apart when the braces between them go."""
    content = statement.content
    follows = content.text[column - content.column :][:1]
    return " " if follows and follows not in BLANKS else ""


def _removal(document: Document, statement: Statement) -> Edit:
    """Take a statement out, and with it its line, unless a comment is in that."""
    number, comment = statement.span.line, statement.comment
    if comment is not None:
        return Edit(statement.span.start.to(comment.span.start), "")
    after = Span(number, 1, number + 1, 1)
    return Edit(after if document.holds(after) else document.span_of(number), "")
