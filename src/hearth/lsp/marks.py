"""The marks below the text: findings as an editor has them."""

from __future__ import annotations

from typing import Final

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from hearth.diagnostics import Finding, Severity
from hearth.lsp.texts import Text

SOURCE: Final = "hearth"

SEVERITIES: Final = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.NOTE: DiagnosticSeverity.Information,
}


def marks(text: Text) -> list[Diagnostic]:
    """Give all marks of a file."""
    return [mark(text, finding) for finding in text.findings]


def mark(text: Text, finding: Finding) -> Diagnostic:
    """Give the mark of one finding."""
    return Diagnostic(
        range=text.range(finding.span),
        message=f"{finding.message}\n{finding.help}",
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )
