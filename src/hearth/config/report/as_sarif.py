"""
SARIF 2.1.0, which forges and editors read.

Source:
    OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from hearth import __version__
from hearth.config.report.sheet import Sheet
from hearth.config.rules import rules_by_code
from hearth.diagnostics import Edit, Finding, Severity, Span

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def as_sarif(sheets: Sequence[Sheet]) -> str:
    """Say the findings of all files as one run of the tool."""
    codes = sorted({finding.code for sheet in sheets for finding in sheet.findings})
    run = {
        "tool": {
            "driver": {
                "name": "hearth",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(sheet.file)}} for sheet in sheets],
        "results": [
            _result(finding, sheet, codes)
            for sheet in sheets
            for finding in sheet.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = rules_by_code().get(code)
    if rule is None:  # of a file beside CCcam.cfg
        return {"id": code}
    title = rule.page.partition("\n")[0].partition(": ")[2]
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(finding: Finding, sheet: Sheet, codes: list[str]) -> dict[str, Any]:
    location = {"uri": _uri(finding.file)}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.help}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": _region(finding.span),
                }
            }
        ],
    }
    if finding.fix is not None:
        replacements = [_replacement(edit, sheet) for edit in finding.fix.edits]
        change = {"artifactLocation": location, "replacements": replacements}
        description = {"text": finding.fix.description}
        result["fixes"] = [{"description": description, "artifactChanges": [change]}]
    return result


def _replacement(edit: Edit, sheet: Sheet) -> dict[str, Any]:
    return {
        "deletedRegion": _region(edit.span),
        "insertedContent": {"text": sheet.shown(edit)},
    }


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(file: str) -> str:
    return f"file://{quote(file)}" if file.startswith("/") else quote(file)
