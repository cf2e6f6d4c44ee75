"""A list of objects, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hearth.config.report.sheet import Sheet
from hearth.diagnostics import Finding, Fix, Span


def as_json(sheets: Sequence[Sheet]) -> str:
    """
    Say each finding as an object.

    Lines and columns are from 1, columns are characters, and the end column is
    the one after the last character. A fix is null, or has the edits that
    would mend the file; a secret in them is masked.
    """
    objects = [
        _finding(finding, sheet) for sheet in sheets for finding in sheet.findings
    ]
    return json.dumps(objects, indent=2) + "\n"


def _finding(finding: Finding, sheet: Sheet) -> dict[str, Any]:
    return {
        "file": finding.file,
        **_place(finding.span),
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "why": finding.why,
        "help": finding.help,
        "fix": _fix(finding.fix, sheet),
    }


def _fix(fix: Fix | None, sheet: Sheet) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.span), "text": sheet.shown(edit)} for edit in fix.edits]
    return {"description": fix.description, "safe": fix.safe, "edits": edits}


def _place(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
