"""Read a CCcam.cfg: what it says, what Hearth makes of it, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from hearth.config.document import Document
from hearth.config.effective import settings_of
from hearth.config.model import Settings
from hearth.config.parse import parse
from hearth.config.problems import MAX_KEPT, Problems, Trouble
from hearth.config.rule import Dialect, Rule, Subject
from hearth.config.rules import RULES
from hearth.config.statements import Statement
from hearth.diagnostics import Finding, Severity


@dataclass(frozen=True, slots=True)
class Reading:
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


def read_config(data: bytes, *, file: str) -> Reading:
    """
    Read a configuration file. Never raises, whatever the bytes are.

    Args:
        data: The file's bytes.
        file: Its name for the findings, as a person would write it.

    """
    document = Document(data)
    problems = Problems()
    statements = parse(document, problems)
    settings = settings_of(statements, problems)
    subject = Subject(document, statements, settings, problems)
    findings: list[Finding] = []
    left_out: list[tuple[str, int]] = []
    counts = {trouble.code: problems.left_out(trouble) for trouble in Trouble}
    for rule in RULES:
        found = _findings(rule, subject, file)
        findings += islice(found, MAX_KEPT)
        more = counts.get(rule.code, 0) + sum(1 for _ in found)
        if more:
            left_out.append((rule.code, more))
    findings.sort(key=lambda finding: (finding.span, finding.code))
    dialects = frozenset(subject.line_dialects())
    return Reading(
        document, statements, settings, tuple(findings), tuple(left_out), dialects
    )


def _findings(rule: Rule, subject: Subject, file: str) -> Iterator[Finding]:
    return (rule.finding(hit, file) for hit in rule.check(subject))
