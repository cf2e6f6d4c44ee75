"""H302, unbound-host-lock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity, Span


@rule("H302", "unbound-host-lock", Severity.WARNING)
def unbound_host_lock(subject: Subject) -> Iterator[Hit]:
    """
    H302 unbound-host-lock: a host at the end of an F: line that locks nothing.

    ## What it finds
    A host or address after fewer than three pairs of braces.

    ## Why it matters
    The original reads the host only after three pairs of braces, ignores it
    otherwise, and lets the account log in from anywhere; Hearth does the same.

    ## Example
    ```
    F: kids secret1 192.168.1.55  # warning: [H302]
    F: guests secret2 0 0 1 { 0:0:1 } 192.168.1.56  # warning: [H302]
    F: study secret3 0 0 1 { } { } { } 192.168.1.57
    ```
    """
    for problem in subject.of(Trouble.UNBOUND_HOST_LOCK):
        assert isinstance(problem.statement, LineStatement)
        yield Hit(
            problem.span,
            "the account is not locked to this host: it needs three pairs of braces",
            "Write all three numbers and { } { } { } before the host.",
            _bound(problem.statement, problem.span),
        )


_USUAL: Final = ("5", "0", "1")  # uphops, shareemus, allowemm
_BLOCKS: Final = 3


def _bound(line: LineStatement, host: Span) -> Fix | None:
    """Complete what has to stand before the host, if the host stands last."""
    if host.end_column != line.span.end_column:
        return None
    parts = cut(line)
    numbers = [f for f in parts.fields[2:] if f.column < host.column]
    if parts.blocks and len(numbers) < len(_USUAL):
        return None  # braces after two numbers: completing them would change them
    missing = [*_USUAL[len(numbers) :], *["{ }"] * (_BLOCKS - len(parts.blocks))]
    text = " ".join(missing)
    return Fix(
        f"Lock the account: write {text}", (Edit(host.start, f"{text} "),), safe=False
    )
