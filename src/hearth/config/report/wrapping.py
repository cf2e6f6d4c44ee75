"""Text in lines of a width, broken at blanks alone."""

from __future__ import annotations


def wrapped(text: str, width: int) -> list[str]:
    """
    Break a text into lines.

    What ``textwrap`` does, without what it costs: its patterns take longer to
    make than a whole file to check.

    Args:
        text: Words with blanks between.
        width: Of a line at most; a word that is longer stands alone in its own.

    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
