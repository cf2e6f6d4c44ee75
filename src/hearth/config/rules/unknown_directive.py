"""H101, unknown-directive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from hearth.config.language.directives import NAMES
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import OtherStatement
from hearth.config.rule import Hit, Subject, rule
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
        near = nearest(name)
        # Anything can stand before a colon, a password too.
        quoted = f": {name}" if _looks_like_a_name(name) else ""
        yield Hit(
            problem.span,
            f"no directive has this name{quoted}",
            f"Did you mean {near}?" if near else "Remove the line, or mend its name.",
            _renamed(problem.span, near) if near else None,
        )


MAX_NAME: Final = 40  # characters; longer ones are no misspelt name
MAX_WORDS: Final = 5
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ-")


def _looks_like_a_name(text: str) -> bool:
    words = text.split(" ")
    return len(words) <= MAX_WORDS and all(
        len(word) > 1 and _LETTERS.issuperset(word) for word in words
    )


@lru_cache(maxsize=64)  # who copied a name once has copied it often
def nearest(written: str) -> str | None:
    """Find the directive that was meant: by its letters, else by its words."""
    if len(written) > MAX_NAME:
        return None
    from difflib import get_close_matches  # late: most files need no suggestion

    name = " ".join(written.upper().replace("_", " ").split())
    found = get_close_matches(name, NAMES, n=1, cutoff=0.75)
    if found:
        return found[0]
    words = set(name.split())
    fitting = [
        known
        for known in NAMES
        if words < set(known.split()) or words > set(known.split())
    ]
    return min(fitting, key=lambda known: abs(len(known) - len(name)), default=None)


def _renamed(span: Span, name: str) -> Fix:
    return Fix(f"Call it {name}", (Edit(span, name),), safe=False)
