"""
Workflow commands, which GitHub shows as marks at the lines of a change.

Source:
    GitHub Docs, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hearth.config.report.sheet import Sheet
from hearth.diagnostics import Finding, Severity

COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def as_github(sheets: Sequence[Sheet]) -> str:
    """Say each finding as a workflow command of one line."""
    return "".join(
        f"{_command(finding)}\n" for sheet in sheets for finding in sheet.findings
    )


def _command(finding: Finding) -> str:
    span = finding.span
    properties = {
        "file": finding.file,
        "line": str(span.line),
        "endLine": str(span.end_line),
        "col": str(span.column),
        "endColumn": str(span.end_column),
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    message = f"{finding.message}\n{finding.why}\n{finding.help}"
    return f"::{COMMANDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
