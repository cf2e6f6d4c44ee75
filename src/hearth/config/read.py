"""Read a CCcam.cfg: what it says, what Hearth makes of it, what is wrong with it."""

from __future__ import annotations

from typing import NamedTuple

from hearth.config.language.dialect import Dialect, line_dialects
from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.language.statements import Statement
from hearth.config.meaning.effective import settings_of
from hearth.config.meaning.model import Settings
from hearth.config.place import Place
from hearth.config.rule import Subject
from hearth.config.rules import rule_of
from hearth.config.sense import look_at_whole
from hearth.config.sense.whole import Whole
from hearth.diagnostics import Finding, Severity


class Reading(NamedTuple):
    """
    A file that was read.

    Attributes:
        document: The file itself; ``document.data`` are its bytes.
        statements: What its lines are.
        settings: What Hearth does because of it, without the lines that
            cannot be used.
        findings: What there is to say about it, in the order of the file;
            of each code the first hundred.
        left_out: How many findings of a code there are besides, by code.
        dialects: Which dialects its C: and F: lines are in.

    """

    document: Document
    statements: tuple[Statement, ...]
    settings: Settings
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, int], ...] = ()
    dialects: frozenset[Dialect] = frozenset()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those findings that cost their line."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def read_config(data: bytes, *, file: str, place: Place | None = None) -> Reading:
    """
    Read a configuration file. Never raises, whatever the bytes are.

    Args:
        data: The file's bytes.
        file: Its name for the findings, as a person would write it.
        place: Where it is; without it nothing is said of its place.

    """
    document = Document(data)
    problems = Problems()
    statements = parse(document, problems)
    settings = settings_of(statements, problems)
    look_at_whole(Whole(document, statements, settings, place), problems)
    subject = Subject(document, statements, settings, problems)
    findings: list[Finding] = []
    left_out: list[tuple[str, int]] = []
    for trouble in problems.troubles():
        rule = rule_of(trouble)
        findings += [rule.finding(hit, file) for hit in rule.check(subject)]
        if problems.left_out(trouble):
            left_out.append((trouble.code, problems.left_out(trouble)))
    findings.sort(key=lambda finding: (finding.span, finding.code))
    dialects = frozenset(line_dialects(statements, problems))
    return Reading(
        document, statements, settings, tuple(findings), tuple(left_out), dialects
    )
