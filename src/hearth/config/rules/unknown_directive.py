"""H101, unknown-directive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hearth.config.directives import NAMES
from hearth.config.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.config.statements import OtherStatement
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H101", "unknown-directive", Severity.WARNING)
def unknown_directive(subject: Subject) -> Iterator[Hit]:
    """
    H101 unknown-directive: a directive that nobody knows.

    ## What it finds
    A name with a colon that is neither a line type nor a directive.

    ## Why it matters
    The line does nothing, here and in the original, and nothing else would tell
    you.

    ## Example
    ```
    SERVER LISTEN PORTS : 12000  # warning: [H101]
    CCAM DEBUG : yes  # warning: [H101]
    SERVER LISTEN PORT : 12000
    ```
    """
    for problem in subject.of(Trouble.UNKNOWN_DIRECTIVE):
        statement = problem.statement
        assert isinstance(statement, OtherStatement)
        assert statement.name is not None
        name = statement.name.text
        near = _nearest(name)
        # Anything can stand before a colon, a password too.
        quoted = f": {name}" if _LOOKS_LIKE_A_NAME.fullmatch(name) else ""
        yield Hit(
            problem.span,
            f"no directive has this name{quoted}",
            f"Did you mean {near}?" if near else "Remove the line, or mend its name.",
            _renamed(problem.span, near) if near else None,
        )


_LOOKS_LIKE_A_NAME: Final = re.compile(r"[A-Z][A-Z-]+( [A-Z][A-Z-]+){0,4}")
_LONGEST: Final = 40  # characters; longer ones are no misspelt name


def _nearest(name: str) -> str | None:
    if len(name) > _LONGEST:
        return None
    from difflib import get_close_matches  # late: most files need no suggestion

    found = get_close_matches(" ".join(name.upper().split()), NAMES, n=1, cutoff=0.75)
    return found[0] if found else None


def _renamed(span: Span, name: str) -> Fix:
    return Fix(f"Call it {name}", (Edit(span, name),), safe=False)
