"""H112, hash-cuts-line."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H112", "hash-cuts-line", Severity.WARNING)
def hash_cuts_line(subject: Subject) -> Iterator[Hit]:
    """
    H112 hash-cuts-line: a `#` without a blank before it, where a password ends.

    ## What it finds
    A comment that begins in the middle of a word, in a line that may have had its
    password there.

    ## Why it matters
    A `#` begins a comment anywhere in a line, so a password with one in it ends
    before it.

    ## Example
    ```
    # warning: [H112]
    F: kids sec#ret 0 0 1
    F: guests secret 0 0 1#no reshare
    ```
    """
    for problem in subject.of(Trouble.HASH_CUTS_LINE):
        yield Hit(
            problem.span,
            "this # begins a comment, and what stands before it ends here",
            "Choose a password without #; put a blank before a comment.",
        )
