"""
A checked file as text: for people, for other programs, for a forge's pages.

Pure functions: files that were read go in, text comes out, and no secret of
any file is in it. Each format is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hearth.config.report.sheet import Sheet

FORMATS: Final = ("text", "short", "json", "sarif", "github")
DEFAULT_WIDTH: Final = 80


def report(
    sheets: Sequence[Sheet],
    form: str,
    *,
    color: bool = False,
    width: int = DEFAULT_WIDTH,
) -> str:
    """
    Say what was found.

    Args:
        sheets: The files that were checked.
        form: One of `FORMATS`.
        color: Whether ``text`` is for a terminal with colours.
        width: How many columns it has.

    Returns:
        The text, with a line feed after each line.

    """
    match form:
        case "text":
            from hearth.config.report.as_text import as_text

            return as_text(sheets, color=color, width=width)
        case "short":
            from hearth.config.report.as_short import as_short

            return as_short(sheets)
        case "json":
            from hearth.config.report.as_json import as_json

            return as_json(sheets)
        case "sarif":
            from hearth.config.report.as_sarif import as_sarif

            return as_sarif(sheets)
        case "github":
            from hearth.config.report.as_github import as_github

            return as_github(sheets)
        case _:
            msg = f"no such format: {form}"
            raise ValueError(msg)
