"""One line for each finding, as compilers write it and editors read it."""

from __future__ import annotations

from collections.abc import Sequence

from hearth.config.report.sheet import Sheet


def as_short(sheets: Sequence[Sheet]) -> str:
    """Say each finding in one line, its place first."""
    lines: list[str] = []
    for sheet in sheets:
        lines += [finding.short() for finding in sheet.findings]
        lines += [
            f"{sheet.file}: {count} more {code}" for code, count in sheet.left_out
        ]
    return "".join(f"{line}\n" for line in lines)
